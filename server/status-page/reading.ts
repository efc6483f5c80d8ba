import type { Tx } from '#server/platform/database/transaction.ts';
import { shownTimesOf } from '#server/appointments/index.ts';
import { opinionOf, type ReferralRow } from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import { visaForPatient } from '#server/visa/index.ts';
import type { Ground } from './rules/way.ts';

/** What the page says of a case: where it stands, days and times, papers by their kind. Nothing of the patient. */
export async function shownOf(tx: Tx, row: ReferralRow) {
  const times = await shownTimesOf(tx, row);
  const visa = await visaForPatient(tx, row);
  const ground: Ground = {
    state: row.state,
    outcome: row.outcome,
    onward: await isOnward(tx, row.id),
    opinion: await opinionStands(tx, row),
    estimate: await estimateOf(tx, row.id),
    times: {
      proposed: times.proposed,
      ahead: times.confirmed.some(({ startsAt }) => startsAt > tx.now),
    },
    visa: visa && {
      needed: visa.needed,
      issued: visa.issued,
      refused: visa.refused,
      by: BY_OF[visa.by ?? 'office'],
    },
  };
  return { ground, times: times.confirmed, visa };
}

// What the sending side brings, patient and coordinator bring together.
const BY_OF = {
  partner: 'you',
  hospital: 'hospital',
  guarantor: 'coordinator',
  office: 'office',
} as const;

async function isOnward(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql`SELECT 1 FROM referral_onward WHERE from_id = ${id}`;
  return rows.length > 0;
}

async function opinionStands(tx: Tx, row: ReferralRow): Promise<Ground['opinion']> {
  const opinion = await opinionOf(tx, row);
  if (opinion?.state === 'agreed' || opinion?.state === 'held') return opinion.state;
  return null;
}

/**
 * How the estimate stands, by the timeline: sums and lines are for those who carry the case, and the
 * second wall shows none of them here.
 */
async function estimateOf(tx: Tx, id: string): Promise<Ground['estimate']> {
  const [last] = await tx.sql<{ type: string }>`
    SELECT type FROM referral_event WHERE referral_id = ${id}
       AND type IN ('accepted', 'chosen', 'released', 'opinionAgreed', 'opinionTravel',
                    'estimateIssued', 'estimateAccepted', 'estimateDeclined')
     ORDER BY at DESC, id DESC LIMIT 1`;
  if (last?.type === 'estimateIssued') return 'issued';
  return last?.type === 'estimateAccepted' ? 'accepted' : null;
}

/** The days of the stay as they are planned or were, in Japan. */
export async function stayOf(tx: Tx, { id, acceptedOrgId }: ReferralRow) {
  const [stay] = await tx.sql<{ from: string; to: string | null }>`
    SELECT coalesce(admitted_on, starts_on)::text AS from, coalesce(discharged_on, ends_on)::text AS to
      FROM referral_stay WHERE referral_id = ${id} AND org_id = ${acceptedOrgId}::uuid`;
  return stay ?? null;
}

/** The hospital that has the case, where the consent names it; a consent to those that are asked does not. */
export async function hospitalNamed(tx: Tx, row: ReferralRow): Promise<Label | null> {
  if (!row.acceptedOrgId || !row.consent?.orgIds.includes(row.acceptedOrgId)) return null;
  return nameOf(tx, row.acceptedOrgId);
}

export async function nameOf(tx: Tx, orgId: string): Promise<Label> {
  const [org] = await tx.sql<{ name: Label }>`SELECT name FROM organisation WHERE id = ${orgId}`;
  return org!.name;
}
