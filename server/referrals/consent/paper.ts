import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from '../access.ts';
import { readIdentified } from '../projections.ts';
import { consentSheet, type ConsentSheet, type ConsentTerms } from './sheet.ts';
import { termsOf, type GivenTerms } from './terms.ts';

/** A consent with the patient's name, for those who may open the patient. */
export async function paperOf(
  tx: Tx,
  ring: KeyRing,
  row: Pick<ReferralRow, 'id' | 'code'>,
  terms: ConsentTerms,
): Promise<ConsentSheet> {
  const identity = await readIdentified(tx, ring, row.id);
  const name = `${identity.familyName} ${identity.givenName}`.trim();
  return consentSheet(terms, { name, birthDate: identity.birthDate, code: row.code });
}

/** The same for terms that somebody asks for and that are not recorded yet. */
export async function consentPaperOf(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  given: GivenTerms,
): Promise<ConsentSheet> {
  return paperOf(tx, ring, row, await termsOf(tx, row, given));
}
