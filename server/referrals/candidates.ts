import type { Tx } from '../platform/database/transaction.ts';
import { match, type CaseNeed, type Match, type Profile } from './rules/matching.ts';
import type { Label } from './schemas.ts';

export type Candidate = Match & {
  orgId: string;
  name: Label;
  city: Label | null;
  monogram: string;
  hue: number;
  /** Whether it already has an offer of this case, and how that stands. */
  offered: string | null;
};

type Columns = Profile &
  Pick<Candidate, 'orgId' | 'name' | 'city' | 'monogram' | 'hue' | 'offered'>;

/** Every hospital in good standing as a candidate for a case, the best fit first. */
export async function candidatesFor(tx: Tx, referralId: string): Promise<Candidate[]> {
  const [need] = await tx.sql<CaseNeed>`
    SELECT specialty, icd_block AS "icdBlock", country, languages FROM referral WHERE id = ${referralId}`;
  const rows = await tx.sql<Columns>`
    SELECT o.id AS "orgId", o.name, o.city, o.monogram, o.hue, f.status AS offered,
      (SELECT coalesce(json_agg(json_build_object('specialty', d.specialty, 'capacity', d.capacity,
          'capacityUntil', d.capacity_until, 'yearlyCases', d.yearly_cases)), '[]')
         FROM department d WHERE d.org_id = o.id) AS departments,
      (SELECT coalesce(json_agg(json_build_object('kind', c.kind, 'code', c.code, 'evidence', c.evidence)), '[]')
         FROM capability c WHERE c.org_id = o.id) AS capabilities,
      (SELECT coalesce(json_agg(json_build_object('kind', z.kind, 'validFrom', z.valid_from, 'validTo', z.valid_to)), '[]')
         FROM certification z WHERE z.org_id = o.id) AS certifications
      FROM organisation o
      LEFT JOIN offer f ON f.org_id = o.id AND f.referral_id = ${referralId}
     WHERE o.kind = 'hospital' AND o.override IS NULL`;
  const today = tx.now.toISOString().slice(0, 10);
  return rows
    .map(({ departments, capabilities, certifications, ...hospital }) => ({
      ...hospital,
      ...match(need!, { departments, capabilities, certifications }, today),
    }))
    .sort(
      (a, b) =>
        Number(a.obstacle !== null) - Number(b.obstacle !== null) ||
        b.score - a.score ||
        a.orgId.localeCompare(b.orgId),
    );
}
