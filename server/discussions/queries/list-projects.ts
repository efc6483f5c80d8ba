import { anywhere, mayAny, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { project, thread } from '../access.ts';
import { knownTo, notMuted, ORG_JSON, unreadOf } from '../reading.ts';
import { ListProjects } from '../schemas.ts';
import type { Label, OrgView } from '../views.ts';

const LISTED = 300;

export type ProjectLine = {
  id: string;
  slug: string;
  title: Label;
  summary: Label;
  direction: string;
  directionLabel: Label | null;
  stage: string;
  stageLabel: Label | null;
  countries: string[];
  orgs: OrgView[];
  threads: number;
  chatId: string | null;
  /** Of projects that the organisation only reads along with, nothing waits. */
  unread: number;
  lastPostAt: string | null;
  ended: boolean;
  /** Whether the acting organisation takes part. */
  mine: boolean;
};

/** The projects one may see, the liveliest first, with what is unread in them. */
export const listProjects = query('discussions.listProjects', {
  summary:
    'The projects the caller may see, with stage, organisations, last activity and unread posts.',
  input: ListProjects,
  subject: anywhere,
  gate: 'project.view',
  async run({ input: { ids = null }, actor, tx }) {
    const projects = await tx.sql<Omit<ProjectLine, 'lastPostAt'> & { lastPostAt: Date | null }>`
      SELECT pr.id, pr.slug, pr.title, pr.summary, pr.direction, pr.stage, pr.countries,
             direction.labels AS "directionLabel", stage.labels AS "stageLabel",
             members.orgs, coalesce(members.mine, false) AS mine,
             activity.threads, activity.chat_id AS "chatId",
             CASE WHEN members.mine THEN activity.unread ELSE 0 END AS unread,
             activity.last_post_at AS "lastPostAt", pr.ended_at IS NOT NULL AS ended
        FROM project pr
        LEFT JOIN term direction ON direction.vocabulary = 'projectDirections' AND direction.code = pr.direction
        LEFT JOIN term stage ON stage.vocabulary = 'projectStages' AND stage.code = pr.stage
       CROSS JOIN LATERAL (
         SELECT coalesce(json_agg(${ORG_JSON} ORDER BY pm.part = 'lead' DESC, pm.joined_at, o.slug), '[]') AS orgs,
                bool_or(o.id = ${actor.orgId}::uuid) AS mine
           FROM project_member pm JOIN organisation o ON o.id = pm.org_id
          WHERE pm.project_id = pr.id AND pm.left_at IS NULL AND ${knownTo(actor)}) members
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE t.kind = 'thread')::int AS threads,
                (array_agg(t.id) FILTER (WHERE t.kind = 'chat'))[1] AS chat_id,
                coalesce(sum(${unreadOf(actor)}) FILTER (WHERE ${notMuted(actor.personId)}), 0)::int AS unread,
                max(t.last_post_at) AS last_post_at
           FROM thread t WHERE t.project_id = pr.id AND ${visible(actor, 'thread.view', thread)}) activity
       WHERE ${visible(actor, 'project.view', project)}
         AND (${ids}::uuid[] IS NULL OR pr.id = ANY (${ids}::uuid[]))
       ORDER BY members.mine DESC NULLS LAST, activity.last_post_at DESC NULLS LAST, pr.id
       LIMIT ${LISTED}`;
    return {
      now: tx.now.toISOString(),
      may: { create: mayAny(actor, 'project.create') && actor.orgKind !== 'government' },
      projects: projects.map((line): ProjectLine => ({
        ...line,
        lastPostAt: line.lastPostAt?.toISOString() ?? null,
      })),
    };
  },
});
