import type { Actor } from '#server/platform/access/actor.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';

/** Days after its admission in which an organisation is a newcomer. */
export const NEWCOMER_DAYS = 90;
/** The secretariat's setting; without it first posts are held. */
export const HOLD_SETTING = 'moderation.holdFirstPosts';

type Standing = {
  /** What this person writes now waits for the secretariat. */
  waits: boolean;
  /** What an earlier try with this client id left with the secretariat. */
  earlier: { id: string; at: string; same: boolean } | null;
};

/** What this person writes to a project, and whether an earlier try of it is with the secretariat. */
export async function standingOf(
  tx: Tx,
  actor: Actor,
  text: { clientId: string; body: string },
): Promise<Standing> {
  if (actor.orgKind === 'secretariat') return { waits: false, earlier: null };
  const { rows } = await tx.query<Standing>(
    sql`SELECT ${isNewcomer(actor)} AS waits,
          (SELECT json_build_object('id', h.id, 'at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'same', h.state <> 'waiting' OR h.body = ${text.body})
             FROM held_post h
            WHERE h.author_id = ${actor.personId}::uuid AND h.client_id = ${text.clientId}::uuid
              AND h.state <> 'released') AS earlier`,
    'discussions.standingOf',
  );
  return rows[0]!;
}

/** Refuses words of a newcomer that could not wait for the secretariat: a poll, a translation. */
export async function refuseNewcomer(tx: Tx, actor: Actor): Promise<void> {
  if (actor.orgKind === 'secretariat') return;
  const { rows } = await tx.query<{ waits: boolean }>(
    sql`SELECT ${isNewcomer(actor)} AS waits`,
    'discussions.refuseNewcomer',
  );
  if (rows[0]!.waits) throw conflict('FIRST_POST_WAITS');
}

/** Whether first posts are held. */
export function holdsFirstPosts() {
  return sql`coalesce((SELECT value FROM setting WHERE key = ${HOLD_SETTING}) <> 'false'::jsonb, true)`;
}

/**
 * The organisation was admitted not long ago, and no post of this person for it stands in its projects
 * yet. The cheap questions come first: most people's organisations have long been members.
 */
function isNewcomer({ personId, orgId }: Actor) {
  return sql`(CASE WHEN NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = ${orgId}::uuid
          AND coalesce(o.member_since::timestamp AT TIME ZONE 'Asia/Tokyo', o.created_at)
            > forum_now() - make_interval(days => ${NEWCOMER_DAYS}::int)) THEN false
      WHEN NOT ${holdsFirstPosts()} THEN false
      ELSE NOT EXISTS (SELECT 1 FROM project_member pm JOIN thread t ON t.project_id = pm.project_id
             JOIN post po ON po.thread_id = t.id AND po.author_id = ${personId}::uuid
            WHERE pm.org_id = ${orgId}::uuid AND po.org_id = ${orgId}::uuid AND po.deleted_at IS NULL) END)`;
}
