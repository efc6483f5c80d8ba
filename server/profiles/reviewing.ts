import { mayAny, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { organisation } from '#server/membership/index.ts';
import { capabilityLine } from './access.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { REVIEW_ASKED_DAYS, REVIEW_DAYS } from './plain.ts';

/**
 * How many lines of the acting organisation ask for a word, sixty days before they count as old, and
 * the first of those days as a date. Null where none does, or the caller has no say.
 */
export async function linesToConfirm(
  tx: Tx,
  actor: Actor,
): Promise<{ slug: string; count: number; due: string } | null> {
  if (actor.orgKind === 'secretariat' || !mayAny(actor, 'profile.write')) return null;
  const { rows } = await tx.query<{ slug: string; count: number; due: string }>(sql`
    SELECT o.slug, count(*)::int AS count, min(c.ends)::text AS due
      FROM organisation o CROSS JOIN LATERAL (
        SELECT coalesce(reviewed_on + ${REVIEW_DAYS}::int, ${dayInJapan(tx.now)}::date) AS ends
          FROM capability WHERE org_id = o.id AND kind <> 'device') c
     WHERE o.id = ${actor.orgId} AND ${visible(actor, 'profile.write', organisation)}
       AND c.ends <= ${dayInJapan(tx.now)}::date + ${REVIEW_ASKED_DAYS}::int
     GROUP BY o.slug`);
  return rows[0] ?? null;
}

/** The lines `c` of organisations `o` in good standing that the secretariat has not looked at as they stand. */
export const UNCHECKED = sql`(c.checked_on IS NULL AND c.kind <> 'device' AND o.override IS NULL)`;

/** How many lines wait for the secretariat to check them, for those who do. */
export async function linesToCheck(tx: Tx, actor: Actor): Promise<number> {
  if (!mayAny(actor, 'profile.check')) return 0;
  const { rows } = await tx.query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM capability c JOIN organisation o ON o.id = c.org_id
     WHERE ${UNCHECKED} AND ${visible(actor, 'profile.check', capabilityLine)}`);
  return rows[0]!.count;
}
