import { knownTo, notMuted, project, thread, unreadOf } from '#server/discussions/index.ts';
import { anywhere, mayAny, raw, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { label } from '#server/platform/i18n/label.ts';
import { query } from '#server/platform/use-case.ts';
import { ORG_JSON, termsJson } from '../reading.ts';
import { ListFilters } from '../schemas.ts';
import type { Label, OrgView, TermView } from '../views.ts';

const MOST = 300;

export type ListedProject = {
  id: string;
  slug: string;
  title: Label;
  summary: Label;
  stage: string;
  direction: string;
  countries: string[];
  fields: string[];
  lead: OrgView;
  orgs: OrgView[];
  milestones: { all: number; done: number; late: number };
  next: { title: Label; plannedOn: string } | null;
  begunOn: string;
  endedOn: string | null;
  threads: number;
  /** Of projects that the organisation only reads along with, nothing waits. */
  unread: number;
  lastPostAt: string | null;
  /** Whether the acting organisation takes part. */
  mine: boolean;
};

/** The projects that a filter leaves, with what is going on in them, and what the filter offers. */
export const list = query('projects.list', {
  summary:
    'The projects one may see, filtered and sorted, with last activity, unread posts, and what the filters offer.',
  input: ListFilters,
  subject: anywhere,
  gate: 'project.view',
  async run({ input, actor, tx }) {
    const words = await wordsOf(tx);
    return {
      ...words,
      projects: await listOf(tx, actor, input, words),
      ...(await offeredTo(tx, actor)),
      now: tx.now.toISOString(),
      may: { create: mayAny(actor, 'project.create') && actor.orgKind !== 'government' },
    };
  },
});

type Words = { stages: TermView[]; directions: TermView[]; fields: TermView[] };

/** The terms in which projects are described. */
export async function wordsOf(tx: Tx): Promise<Words> {
  const [words] = await tx.sql<Words>`
    SELECT ${termsJson('projectStages')} AS stages, ${termsJson('projectDirections')} AS directions,
           ${termsJson('industryCategories')} AS fields`;
  return words!;
}

/** What the page lists; the file for spreadsheets is made from the same. Desks are listed as well. */
export async function listOf(
  tx: Tx,
  actor: Actor,
  filters: ListFilters,
  { stages }: Pick<Words, 'stages'>,
): Promise<ListedProject[]> {
  const { country = null, field = null, direction = null, stage = null, leadId = null } = filters;
  const { rows } = await tx.query<
    Omit<ListedProject, 'lastPostAt'> & { lastPostAt: Date | null }
  >(sql`
    SELECT pr.id, pr.slug, pr.title, pr.summary, pr.stage, pr.direction, pr.countries, pr.fields,
           ${ORG_JSON} AS lead, members.orgs,
           (SELECT json_build_object('all', count(*), 'done', count(ms.done_on),
                     'late', count(*) FILTER (WHERE ms.done_on IS NULL AND pr.ended_at IS NULL
                       AND ms.planned_on < (${tx.now}::timestamptz AT TIME ZONE 'Asia/Tokyo')::date))
              FROM project_milestone ms WHERE ms.project_id = pr.id) AS milestones,
           (SELECT json_build_object('title', ms.title, 'plannedOn', ms.planned_on) FROM project_milestone ms
             WHERE ms.project_id = pr.id AND ms.done_on IS NULL ORDER BY ms.planned_on, ms.id LIMIT 1) AS next,
           ${dayOf('pr.created_at')} AS "begunOn", ${dayOf('pr.ended_at')} AS "endedOn",
           activity.threads, CASE WHEN members.mine THEN activity.unread ELSE 0 END AS unread,
           activity.last_post_at AS "lastPostAt", members.mine
      FROM project pr JOIN organisation o ON o.id = pr.lead_org_id
     CROSS JOIN LATERAL (
       SELECT coalesce(json_agg(${ORG_JSON} ORDER BY pm.part = 'lead' DESC, pm.joined_at, o.slug)
                FILTER (WHERE ${knownTo(actor)}), '[]') AS orgs,
              coalesce(bool_or(o.id = ${actor.orgId}::uuid), false) AS mine
         FROM project_member pm JOIN organisation o ON o.id = pm.org_id
        WHERE pm.project_id = pr.id AND pm.left_at IS NULL) members
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE t.kind = 'thread')::int AS threads,
              coalesce(sum(${unreadOf(actor)}) FILTER (WHERE ${notMuted(actor.personId)}), 0)::int AS unread,
              max(t.last_post_at) AS last_post_at FROM thread t
        WHERE t.project_id = pr.id AND ${visible(actor, 'thread.view', thread)}) activity
     WHERE ${visible(actor, 'project.view', project)}
       AND (${country}::text IS NULL OR ${country}::text = ANY (pr.countries))
       AND (${field}::text IS NULL OR ${field}::text = ANY (pr.fields))
       AND (${direction}::text IS NULL OR pr.direction = ${direction}::text)
       AND (${stage}::text IS NULL OR pr.stage = ${stage}::text)
       AND (${leadId}::uuid IS NULL OR pr.lead_org_id = ${leadId}::uuid)
       AND (${filters.mine === undefined} OR members.mine)
       AND (${filters.state === undefined} OR (pr.ended_at IS NOT NULL) = ${filters.state === 'ended'})
     ORDER BY members.mine DESC, activity.last_post_at DESC NULLS LAST, pr.id LIMIT ${MOST}`);
  const listed = rows.map((row) => ({ ...row, lastPostAt: row.lastPostAt?.toISOString() ?? null }));
  return sorted(listed, filters.sort, actor, stages);
}

/** A moment as a day in Japan. */
function dayOf(column: 'pr.created_at' | 'pr.ended_at') {
  return raw(`to_char(${column} AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD')`);
}

/** As they come, the liveliest are first, and one's own before the others'. */
function sorted(
  rows: ListedProject[],
  sort: ListFilters['sort'],
  { lang }: Actor,
  stages: readonly TermView[],
): ListedProject[] {
  const { compare } = new Intl.Collator(lang, { numeric: true });
  const rank = new Map(stages.map(({ code }, i) => [code, i]));
  const never = '9999';
  const byTitle = (a: ListedProject, b: ListedProject) =>
    compare(label(a.title, lang), label(b.title, lang));
  const ways: Record<Exclude<ListFilters['sort'], 'activity'>, typeof byTitle> = {
    title: byTitle,
    stage: (a, b) => (rank.get(a.stage) ?? 99) - (rank.get(b.stage) ?? 99),
    next: (a, b) =>
      (a.next?.plannedOn ?? never).localeCompare(b.next?.plannedOn ?? never) || byTitle(a, b),
    begun: (a, b) => b.begunOn.localeCompare(a.begunOn) || byTitle(a, b),
  };
  return sort === 'activity' ? rows : rows.toSorted(ways[sort]);
}

type Offered = {
  countries: string[];
  fields: string[];
  directions: string[];
  stages: string[];
  leads: OrgView[];
  all: number;
};

/** What the filters offer: what occurs among the projects one may see. */
async function offeredTo(tx: Tx, actor: Actor): Promise<{ offered: Offered }> {
  const { rows } = await tx.query<Offered>(sql`
    WITH mine AS MATERIALIZED (
      SELECT pr.countries, pr.fields, pr.direction, pr.stage, pr.lead_org_id FROM project pr
       WHERE ${visible(actor, 'project.view', project)})
    SELECT (SELECT count(*)::int FROM mine) AS all,
           ARRAY(SELECT DISTINCT unnest(countries) FROM mine ORDER BY 1) AS countries,
           ARRAY(SELECT DISTINCT unnest(fields) FROM mine ORDER BY 1) AS fields,
           ARRAY(SELECT DISTINCT direction FROM mine ORDER BY 1) AS directions,
           ARRAY(SELECT DISTINCT stage FROM mine ORDER BY 1) AS stages,
           (SELECT coalesce(json_agg(${ORG_JSON} ORDER BY o.slug), '[]') FROM organisation o
             WHERE o.id IN (SELECT lead_org_id FROM mine)) AS leads`);
  return { offered: rows[0]! };
}
