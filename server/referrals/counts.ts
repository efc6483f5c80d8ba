import { mayAny, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { referral } from './access.ts';
import { publish } from './small-cells.ts';

/** A number of people below this says something about each of them. */
export const SMALLEST_COUNT = 10;

/**
 * How many patients were referred from each country in a span of days (Japan's), as far as the caller
 * may count them. Countries of few patients are absent, by the rule of all figures that are published,
 * so that none and few look alike. Null where the caller may count nothing.
 */
export async function referralCounts(
  tx: Tx,
  actor: Actor,
  { from, to }: { from: string; to: string },
): Promise<Record<string, number> | null> {
  if (!mayAny(actor, 'referral.stats')) return null;
  const { rows } = await tx.query<{ key: string; n: number }>(sql`
    SELECT r.country AS key, count(*)::int AS n FROM referral r
     WHERE ${visible(actor, 'referral.stats', referral)}
       AND r.submitted_at >= ${from}::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND r.submitted_at < ${to}::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND r.country <> ''
     GROUP BY r.country ORDER BY n DESC, key`);
  const told = publish(rows, SMALLEST_COUNT);
  return Object.fromEntries((told?.shown ?? []).map(({ key, n }) => [key, n]));
}
