import type { ReferralState } from '#server/platform/access/matrix.ts';
import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { CONSENT_IS_NEWEST } from './access.ts';

export type RetentionRule = {
  name: 'withdrawn' | 'draft' | 'ended' | 'closed';
  states: readonly ReferralState[];
  setting: string;
  days: number;
  keepCoded: boolean;
  /** From when its days are counted, of a case `r`; null while they are not. */
  since: Sql;
};

const LAST_ENTRY = sql`coalesce((SELECT max(e.at) FROM referral_event e WHERE e.referral_id = r.id), r.created_at)`;
/** The newest consent was withdrawn, and no other has taken its place. */
const WITHDRAWAL = sql`(SELECT c.withdrawn_at FROM consent c WHERE c.referral_id = r.id AND ${CONSENT_IS_NEWEST})`;

/**
 * How long a case keeps its patient after the last entry of its timeline, or after the consent was
 * withdrawn, whichever ends first; settings may say otherwise. While a hospital has the case a
 * withdrawal closes it to the hospital, and its time begins to count when the case has ended.
 */
export const RETENTION: readonly RetentionRule[] = [
  {
    name: 'withdrawn',
    states: [
      'draft',
      'submitted',
      'intakeReview',
      'returned',
      'noTaker',
      'cancelled',
      'enteredInError',
    ],
    setting: 'retention.withdrawnDays',
    days: 30,
    keepCoded: false,
    since: WITHDRAWAL,
  },
  {
    name: 'draft',
    states: ['draft'],
    setting: 'retention.draftDays',
    days: 30,
    keepCoded: false,
    since: LAST_ENTRY,
  },
  {
    name: 'ended',
    states: ['cancelled', 'noTaker', 'enteredInError'],
    setting: 'retention.endedDays',
    days: 30,
    keepCoded: false,
    since: LAST_ENTRY,
  },
  {
    name: 'closed',
    states: ['closed'],
    setting: 'retention.closedDays',
    days: 90,
    keepCoded: true,
    since: LAST_ENTRY,
  },
];

/** The days of a rule as the setting says, else as here; never fewer than one. */
export async function daysOf(tx: Tx, { setting, days }: RetentionRule): Promise<number> {
  const [row] = await tx.sql<{ days: number }>`
    SELECT greatest(1, (value #>> '{}')::int) AS days FROM setting
     WHERE key = ${setting} AND jsonb_typeof(value) = 'number'`;
  return row?.days ?? days;
}

/** When a case loses its patient, by the rule that ends first; null while it goes on. */
export async function erasesAt(
  tx: Tx,
  row: { id: string; state: ReferralState },
): Promise<Date | null> {
  const ends: number[] = [];
  for (const rule of RETENTION.filter(({ states }) => states.includes(row.state))) {
    const { rows } = await tx.query<{ at: Date | null }>(
      sql`SELECT ${rule.since} AS at FROM referral r WHERE r.id = ${row.id}`,
    );
    const { at } = rows[0]!;
    if (at) ends.push(at.getTime() + (await daysOf(tx, rule)) * 86_400_000);
  }
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}
