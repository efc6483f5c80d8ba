import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { event } from '#server/events/index.ts';
import { project, thread } from '../access.ts';
import { Spaces, type ProjectPrivacy } from '../schemas.ts';
import type { Label } from '../views.ts';

export type Space = { id: string; slug: string; title: Label; privacy: ProjectPrivacy };
/** An event as a link to it shows it. */
export type EventName = { id: string; title: Label; on: string };

/** Where the caller can open a thread, the liveliest first: for whoever comes from elsewhere, as from an event. */
export const spaces = query('discussions.spaces', {
  summary: 'The projects in which the caller may open a thread, and the event it shall be about.',
  input: Spaces,
  subject: anywhere,
  gate: 'thread.create',
  refs: { eventId: { noun: event, action: 'event.view' } },
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<Space>(sql`
      SELECT pr.id, pr.slug, pr.title, pr.privacy FROM project pr
       WHERE ${visible(actor, 'thread.create', project)} AND pr.ended_at IS NULL
       ORDER BY EXISTS (SELECT 1 FROM project_member pm WHERE pm.project_id = pr.id
                           AND pm.org_id = ${actor.orgId}::uuid AND pm.left_at IS NULL) DESC,
                (SELECT max(t.last_post_at) FROM thread t WHERE t.project_id = pr.id
                    AND ${visible(actor, 'thread.view', thread)}) DESC NULLS LAST, pr.id
       LIMIT 200`);
    const about = input.eventId
      ? await tx.query<EventName>(sql`
          SELECT e.id, e.title, to_char(e.starts_at AT TIME ZONE e.time_zone, 'YYYY-MM-DD') AS "on"
            FROM event e WHERE e.id = ${input.eventId}::uuid`)
      : null;
    return { spaces: rows, event: about?.rows[0] ?? null };
  },
});
