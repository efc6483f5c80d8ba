import { formsIn, type Trace as FormTrace } from '#server/platform/traces.ts';
import { COUNTRIES, type Identity } from '../schemas.ts';
import { namesOf } from './finer-text.ts';

/** What in a text for the broadcast points to a person, by kind; empty when nothing was found. */
export type Trace =
  FormTrace | 'name' | 'birthDate' | 'document' | 'contact' | 'place' | 'occupation';

/**
 * Looks through a text that is to be broadcast: the patient's own values in any writing, and patterns
 * of addresses, dates and record numbers in Japanese and English. Of the address each part counts, a
 * city as well; a country is what the coded facts say.
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
    if (placesOf(identity.address).some((place) => phraseIn(plain, place))) found.add('place');
    if (phraseIn(plain, identity.occupation)) found.add('occupation');
  }
  return [...found];
}

const COUNTRY_NAMES = new Set(
  [...COUNTRIES, 'JP'].flatMap((country) => namesOf(country).map((name) => name.toLowerCase())),
);

/** The parts of an address that are names: neither numbers nor the country. */
function placesOf(address: string): string[] {
  return address
    .normalize('NFKC')
    .replace(/\([^()]*\)/gu, '')
    .split(/[,;、，\n]+/u)
    .map((part) => part.replace(/^[\s\p{N}#-]+|[\s\p{N}#-]+$/gu, ''))
    .filter((part) => /\p{L}/u.test(part) && !COUNTRY_NAMES.has(part.toLowerCase()));
}

/** A phrase: of letters that make words by spaces as whole words, of others anywhere. */
function phraseIn(text: string, phrase: string): boolean {
  const wanted = phrase.normalize('NFKC').trim().toLowerCase().replace(/\s+/gu, ' ');
  const plain = text.toLowerCase().replace(/\s+/gu, ' ');
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(
      wanted,
    )
  ) {
    return wanted.length >= 2 && plain.includes(wanted);
  }
  if (wanted.length < 4) return false;
  // A backslash before a hyphen or a colon is no expression that reads Unicode.
  const literal = wanted.replace(
    /[^\p{L}\p{N} ]/gu,
    (mark) => `\\u{${mark.codePointAt(0)!.toString(16)}}`,
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'u').test(plain);
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
