import { join, mayAny, raw, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project } from '#server/discussions/index.ts';
import { hasPeople, hasRepresentative } from '#server/membership/index.ts';

/** An organisation `o` for which somebody can lead: only representatives may change a project. */
export const HAS_VOICE = sql`(o.override IS NULL AND (o.kind = 'secretariat'
  OR ${hasRepresentative(sql`o.id`)}))`;

/** An organisation `o` that takes part in a project `pr`, and has people who can. */
const TAKES_PART = sql`(o.override IS NULL AND ${hasPeople(sql`o.id`)}
  AND EXISTS (SELECT FROM project_member hpm
    WHERE hpm.project_id = pr.id AND hpm.org_id = o.id AND hpm.left_at IS NULL))`;

/** The steps of a project `pr` that an organisation `o` answers for and that are not done. */
export const OPEN_STEPS = raw(`FROM project_milestone ms
  WHERE ms.project_id = pr.id AND ms.owner_org_id = o.id AND ms.done_on IS NULL`);

/**
 * Running projects `pr` in which an organisation `o` has something that somebody else should answer for:
 * it leads and nobody may speak for it, or its open steps wait for people who are not there. With
 * `asked`, whatever that organisation leads and answers for.
 */
export function orphaned(actor: Actor, asked: string | null): Sql {
  const leads = sql`pr.lead_org_id = o.id`;
  const answers = sql`EXISTS (SELECT ${OPEN_STEPS})`;
  const which = asked
    ? sql`o.slug = ${asked} AND (${leads} OR ${answers})`
    : sql`((${leads} AND NOT ${HAS_VOICE}) OR (${answers} AND NOT ${TAKES_PART}))`;
  return join(
    [
      sql`pr.ended_at IS NULL AND pr.privacy <> 'desk'`,
      visible(actor, 'project.handOver', project),
      which,
    ],
    ' AND ',
  );
}

/** How many organisations have something that waits for somebody else to answer for it. */
export async function handoversWaiting(tx: Tx, actor: Actor): Promise<number> {
  if (!mayAny(actor, 'project.handOver')) return 0;
  const [row] = await tx.sql<{ count: number }>`
    SELECT count(DISTINCT o.id)::int AS count FROM organisation o, project pr
     WHERE ${orphaned(actor, null)}`;
  return row!.count;
}
