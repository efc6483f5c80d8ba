import { domainToASCII } from 'node:url';
import { cut } from '../cut.ts';

export type Mailbox = { name: string; address: string };

const longestAddress = 254;
const longestLocal = 64;
const longestName = 100;
/** RFC 5322 dot-atom, in ASCII: no quoted local parts, no comments, no routes. */
const dotAtom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const writtenDomain = /^[\p{L}\p{N}\p{M}.。-]+$/u;
const asciiLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The address in the form mail servers read (domain lower-case and ASCII), or null if it is none. */
export function readAddress(text: string): string | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1));
  if (!domain || local.length > longestLocal || !dotAtom.test(local)) return null;
  const address = `${local}@${domain}`;
  return address.length > longestAddress ? null : address;
}

/** A sender as configuration writes it: `MEJ Forum <forum@example.org>` or the bare address. */
export function readMailbox(text: string): Mailbox | null {
  const [, name = '', written = ''] = /^(?:([^<>]*?)\s*<([^<>]+)>|)$/.exec(text.trim()) ?? [];
  const address = readAddress(written || text.trim());
  return address ? { name: displayName(name), address } : null;
}

function asciiDomain(written: string): string | null {
  if (!writtenDomain.test(written)) return null;
  const labels = domainToASCII(written).split('.');
  const isName = labels.length > 1 && labels.every((label) => asciiLabel.test(label));
  // A last label of digits alone is an IP address, not a domain.
  return isName && !/^\d+$/.test(labels.at(-1)!) ? labels.join('.') : null;
}

/** A person's name for a header: without controls, direction marks and what belongs to addresses. */
export function displayName(name: string): string {
  return cut(
    singleLine(name)
      .replace(/["<>@\\]/g, ' ')
      .replace(/ +/g, ' ')
      .trim(),
    longestName,
  );
}

/** Text for one line of a mail: breaks become spaces; controls and invisible marks go. */
export function singleLine(text: string): string {
  return text
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}
