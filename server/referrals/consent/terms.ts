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

/** The countries outside Japan: as named, else the sender's own. */
export async function abroadOf(
  tx: Tx,
  row: Pick<ReferralRow, 'partnerOrgId'>,
  { covers, abroadCountries }: Pick<GivenTerms, 'covers' | 'abroadCountries'>,
): Promise<string[]> {
  if (!covers.includes('abroad')) return [];
  if (abroadCountries.length > 0) return [...new Set(abroadCountries)];
  const [sender] = await tx.sql<{ country: string }>`
    SELECT country FROM organisation WHERE id = ${row.partnerOrgId}`;
  return [sender!.country];
}

/** What was asked for, with the names that the paper says. */
export async function termsOf(tx: Tx, row: ReferralRow, given: GivenTerms): Promise<ConsentTerms> {
  const named = await tx.sql<{ id: string; name: Label }>`
    SELECT id, name FROM organisation WHERE id = ANY (${[row.partnerOrgId, ...given.orgIds]}::uuid[]) ORDER BY id`;
  return {
    ...given,
    textLang: textLangOf(given),
    validTo: given.validTo || null,
    sender: named.find(({ id }) => id === row.partnerOrgId)!.name,
    hospitals: given.orgClass
      ? []
      : named.filter(({ id }) => given.orgIds.includes(id)).map(({ name }) => name),
    abroadCountries: await abroadOf(tx, row, given),
  };
}
