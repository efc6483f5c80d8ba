import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

export type RetentionRule = {
  name: 'draft' | 'ended' | 'closed';
  states: readonly ReferralState[];
  setting: string;
  days: number;
  keepCoded: boolean;
};

/** How long a case keeps its patient after the last entry of its timeline; settings may say otherwise. */
export const RETENTION: readonly RetentionRule[] = [
  {
    name: 'draft',
    states: ['draft'],
    setting: 'retention.draftDays',
    days: 30,
    keepCoded: false,
  },
  {
    name: 'ended',
    states: ['cancelled', 'noTaker', 'enteredInError'],
    setting: 'retention.endedDays',
    days: 30,
    keepCoded: false,
  },
  {
    name: 'closed',
    states: ['closed'],
    setting: 'retention.closedDays',
    days: 90,
    keepCoded: true,
  },
];

/** The days of a rule as the setting says, else as here; never fewer than one. */
export async function daysOf(tx: Tx, { setting, days }: RetentionRule): Promise<number> {
  const [row] = await tx.sql<{ days: number }>`
    SELECT greatest(1, (value #>> '{}')::int) AS days FROM setting
     WHERE key = ${setting} AND jsonb_typeof(value) = 'number'`;
  return row?.days ?? days;
}

/** When a case that has ended loses its patient; null while it goes on. */
export async function erasesAt(
  tx: Tx,
  row: { id: string; state: ReferralState },
): Promise<Date | null> {
  const rule = RETENTION.find(({ states }) => states.includes(row.state));
  if (!rule) return null;
  const [last] = await tx.sql<{ at: Date }>`
    SELECT coalesce((SELECT max(e.at) FROM referral_event e WHERE e.referral_id = r.id), r.created_at) AS at
      FROM referral r WHERE r.id = ${row.id}`;
  return new Date(last!.at.getTime() + (await daysOf(tx, rule)) * 86_400_000);
}
