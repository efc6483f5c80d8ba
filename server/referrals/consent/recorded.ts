import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from '../access.ts';
import type { ConsentTerms } from './sheet.ts';

/** A consent's terms as they were recorded; null where the case has no such version. */
export async function recordedTerms(
  tx: Tx,
  row: Pick<ReferralRow, 'id' | 'partnerOrgId'>,
  version: number,
): Promise<{ id: string; terms: ConsentTerms } | null> {
  const [found] = await tx.sql<ConsentTerms & { id: string }>`
    SELECT c.id, c.text_version AS "textVersion", c.text_lang AS "textLang", c.lang, c.covers,
           (SELECT coalesce(json_agg(o.name ORDER BY o.id), '[]') FROM organisation o WHERE o.id = ANY (c.org_ids)) AS hospitals,
           (SELECT p.name FROM organisation p WHERE p.id = ${row.partnerOrgId}) AS sender,
           c.abroad_countries AS "abroadCountries", c.abroad_unknown AS "abroadUnknown",
           to_char(c.valid_to, 'YYYY-MM-DD') AS "validTo"
      FROM consent c WHERE c.referral_id = ${row.id} AND c.version = ${version}`;
  if (!found) return null;
  const { id, ...terms } = found;
  return { id, terms };
}
