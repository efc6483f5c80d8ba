import {
  assess,
  byFit,
  profilesOf,
  WEIGHTS,
  type Assessment,
  type Need,
  type ProfiledOrganisation,
} from '#server/matching/index.ts';
import type { Certification } from '#server/matching/schemas.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';

export type Candidate = Omit<ProfiledOrganisation, 'profile'> & Assessment;

/**
 * Every hospital in good standing as a candidate for a case, the best fit first and those that cannot
 * be asked last. `requires` names certificates without which the officer asks nobody.
 */
export async function candidatesFor(
  tx: Tx,
  referralId: string,
  requires: readonly Certification[],
): Promise<Candidate[]> {
  const [facts] = await tx.sql<Omit<Need, 'requires'>>`
    SELECT specialty, icd_block AS "icdBlock", country, languages FROM referral WHERE id = ${referralId}`;
  const today = dayInJapan(tx.now);
  const hospitals = await profilesOf(tx, sql`o.kind = 'hospital'`, facts!, today);
  return hospitals
    .map(({ profile, ...hospital }) => ({
      ...hospital,
      ...assess({ ...facts!, requires }, profile, WEIGHTS.referral, today),
    }))
    .sort(byFit);
}
