import type { T } from '#app/i18n/use-t.ts';
import {
  ALLERGIES,
  IMPLANTS,
  INFECTIONS,
  MEDICATIONS,
  UNLISTED,
  type CareCodes,
  type ToldCare,
} from '#server/referrals/plain.ts';
import type { TeaserView } from './view.ts';

/** A list of codes: its field, the text beside it, the strings of its codes, and the codes. */
export const LISTS = [
  { field: 'medicationCodes', text: 'medications', words: 'medication', codes: MEDICATIONS },
  { field: 'allergyCodes', text: 'allergies', words: 'allergy', codes: ALLERGIES },
  { field: 'infectionCodes', text: 'infections', words: 'infection', codes: INFECTIONS },
  { field: 'implantCodes', text: 'implants', words: 'implant', codes: IMPLANTS },
] as const satisfies readonly {
  field: keyof CareCodes;
  text: keyof ToldCare;
  words: string;
  codes: readonly string[];
}[];
export type List = (typeof LISTS)[number];

/** Codes of a list in the reader's language, one after the other. */
export function listedWords(codes: readonly string[], { words }: List, t: T<'referrals'>): string {
  return codes
    .map((code) => (isUnlisted(code) ? t(`listed.${code}`) : t(`${words}.${code as 'other'}`)))
    .join(' · ');
}

/** What the form says of a list: that there is none, that nobody knows, or which. */
export function readListed(form: FormData, { field, codes }: List): string[] {
  const said = form.get(`clinical.${field}`);
  if (said !== 'some') return typeof said === 'string' && said !== '' ? [said] : [];
  return codes.filter((code) => form.has(`clinical.${field}.${code}`));
}

export function isUnlisted(code: string | undefined): code is (typeof UNLISTED)[number] {
  return UNLISTED.some((each) => each === code);
}

/** Coded facts that hospitals will find empty, by their paths: a case may be submitted without them. */
export function unstated({ care, mobility, interpreter }: TeaserView): string[] {
  return [
    ...LISTS.filter((list) => care[list.text].length === 0).map(({ field }) => `clinical.${field}`),
    ...(mobility ? [] : ['facts.mobility']),
    ...(interpreter ? [] : ['facts.interpreter']),
  ];
}
