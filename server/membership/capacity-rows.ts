import { mayAny, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { organisation } from './access.ts';
import { CAPACITY_ASKED_DAYS, CAPACITY_DAYS } from './capacity.ts';

/** Whether a department `d` is known to accept on a day, as `capacityOn` has it. */
export function accepts(today: string): Sql {
  return sql`(d.capacity = 'accepting' AND d.closed_at IS NULL
    AND coalesce(d.capacity_until, d.capacity_reviewed_on + ${CAPACITY_DAYS}::int) >= ${today}::date)`;
}

/**
 * How many departments of the acting organisation ask for a word, five days before what was said of
 * them is known no more: the first of those days, as a date. Null where none does, or the caller has
 * no say.
 */
export async function capacityToConfirm(
  tx: Tx,
  actor: Actor,
): Promise<{ slug: string; count: number; due: string } | null> {
  if (actor.orgKind !== 'hospital' || !mayAny(actor, 'org.capacity')) return null;
  const soon = new Date(tx.now.getTime() + CAPACITY_ASKED_DAYS * 86_400_000);
  const { rows } = await tx.query<{ slug: string; count: number; due: string }>(sql`
    SELECT o.slug, count(*)::int AS count, min(d.ends)::text AS due
      FROM organisation o CROSS JOIN LATERAL (
        SELECT coalesce(capacity_until, capacity_reviewed_on + ${CAPACITY_DAYS}::int, ${dayInJapan(tx.now)}::date) AS ends
          FROM department WHERE org_id = o.id AND closed_at IS NULL AND (capacity <> 'paused' OR capacity_until IS NOT NULL)) d
     WHERE o.id = ${actor.orgId} AND ${visible(actor, 'org.capacity', organisation)}
       AND d.ends <= ${dayInJapan(soon)}::date
     GROUP BY o.slug`);
  return rows[0] ?? null;
}
