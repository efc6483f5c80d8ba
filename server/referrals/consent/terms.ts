import type { z } from 'zod';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from '../access.ts';
import { CONSENT_TEXT_LANGS, type ConsentTextLang } from '../plain.ts';
import type { Label } from '../schemas.ts';
import type { ConsentPaper } from './schemas.ts';
import type { ConsentTerms } from './sheet.ts';

export type GivenTerms = Omit<z.output<typeof ConsentPaper>, 'code' | 'reason' | 'words'>;

/** The language of the wording: as asked for, else that of the explanation, else English. */
export function textLangOf({
  textLang,
  lang,
}: Pick<GivenTerms, 'textLang' | 'lang'>): ConsentTextLang {
  return textLang ?? CONSENT_TEXT_LANGS.find((each) => each === lang) ?? 'en';
}

/**
 * Where information goes outside Japan: the countries as named, else the sender's own, and why they are
 * open. Nothing where it goes nowhere else.
 */
export async function abroadOf(
  tx: Tx,
  row: Pick<ReferralRow, 'partnerOrgId'>,
  { covers, abroadCountries, abroadUnknown }: Abroad,
): Promise<Pick<ConsentTerms, 'abroadCountries' | 'abroadUnknown'>> {
  if (!covers.includes('abroad')) return { abroadCountries: [], abroadUnknown: null };
  if (abroadCountries.length > 0) {
    return { abroadCountries: [...new Set(abroadCountries)], abroadUnknown };
  }
  const [sender] = await tx.sql<{ country: string }>`
    SELECT country FROM organisation WHERE id = ${row.partnerOrgId}`;
  return { abroadCountries: [sender!.country], abroadUnknown };
}

type Abroad = Pick<GivenTerms, 'covers' | 'abroadCountries' | 'abroadUnknown'>;

/** What was asked for, with the names that the paper says. */
export async function termsOf(tx: Tx, row: ReferralRow, given: GivenTerms): Promise<ConsentTerms> {
  const named = await tx.sql<{ id: string; name: Label }>`
    SELECT id, name FROM organisation WHERE id = ANY (${[row.partnerOrgId, ...given.orgIds]}::uuid[]) ORDER BY id`;
  return {
    ...given,
    textLang: textLangOf(given),
    validTo: given.validTo || null,
    sender: named.find(({ id }) => id === row.partnerOrgId)!.name,
    hospitals: named.filter(({ id }) => given.orgIds.includes(id)).map(({ name }) => name),
    ...(await abroadOf(tx, row, given)),
  };
}
