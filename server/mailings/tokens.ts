import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { MailRhythm } from './schemas.ts';

/** Which of a person's mails a link speaks of. */
export type MailsOf = { personId: string; rhythm: Exclude<MailRhythm, 'off'> };

const FORM =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(realtime|daily|weekly)\.([\w-]{43})$/;

/**
 * What stands in the link that ends mails of one sort. It is signed and never grows old, so that a
 * mail of long ago still can be ended; it opens nothing else.
 */
export function unsubscribeToken(ring: KeyRing, { personId, rhythm }: MailsOf): string {
  return `${personId}.${rhythm}.${signature(ring, `${personId}.${rhythm}`).toString('base64url')}`;
}

/** Whom and what a link speaks of; null where nobody here signed it. */
export function readUnsubscribeToken(ring: KeyRing, token: string): MailsOf | null {
  const [, personId, rhythm, signed] = FORM.exec(token) ?? [];
  if (!personId || !rhythm || !signed) return null;
  const given = Buffer.from(signed, 'base64url');
  const ours = signature(ring, `${personId}.${rhythm}`);
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) return null;
  return { personId, rhythm: rhythm as MailsOf['rhythm'] };
}

function signature(ring: KeyRing, text: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', ring.indexKey, '', 'mailings.unsubscribe', 32));
  return createHmac('sha256', key).update(text).digest();
}
