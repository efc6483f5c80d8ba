import { formsIn, type Trace as FormTrace } from '#server/platform/traces.ts';
import type { Identity } from '../schemas.ts';

/** What in a text for the broadcast points to a person, by kind; empty when nothing was found. */
export type Trace = FormTrace | 'name' | 'birthDate' | 'document' | 'contact';

/**
 * Looks through a text that is to be broadcast: the patient's own values in any writing, and patterns
 * of addresses, dates and record numbers in Japanese and English.
 */
export function tracesIn(text: string, identity: Identity | null): Trace[] {
  const plain = text.normalize('NFKC');
  const found = new Set<Trace>(formsIn(plain));
  const squeezed = squeeze(plain);
  const holds = (value: string, least: number) => {
    const wanted = squeeze(value.normalize('NFKC'));
    return wanted.length >= least && squeezed.includes(wanted);
  };
  if (identity) {
    const { familyName, givenName, nativeName, kinName, referrerName } = identity;
    const names = [familyName, givenName, kinName, referrerName].flatMap((name) =>
      name.split(/[\s,·・]+/),
    );
    if (holds(nativeName, 2) || names.some((name) => wordIn(plain, name))) found.add('name');
    if (holds(identity.birthDate, 8)) found.add('birthDate');
    if (holds(identity.passport, 5)) found.add('document');
    const contacts = [identity.phone, identity.email, identity.kinPhone, identity.referrerPhone];
    if (contacts.some((value) => holds(value, 6))) found.add('contact');
  }
  return [...found];
}

/** Latin names as whole words (short ones occur inside others), others anywhere. */
function wordIn(text: string, name: string): boolean {
  const plain = name.normalize('NFKC').toLowerCase();
  if (plain.length < 2) return false;
  if (!/^[\p{Script=Latin}'-]+$/u.test(plain)) return text.toLowerCase().includes(plain);
  return text
    .toLowerCase()
    .split(/[^\p{Script=Latin}'-]+/u)
    .includes(plain);
}

function squeeze(text: string): string {
  return text.toUpperCase().replace(/[\s\p{Pd}./()+]/gu, '');
}
