import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { linksOf, project } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { attainment, milestoneState, periodsOf, quartersAround } from '../periods.ts';
import { ORG_JSON, PERSON_JSON } from '../reading.ts';
import { OneProject } from '../schemas.ts';
import type { EntryView, KpiView, Label, MilestoneView, OrgView, ReviewView } from '../views.ts';

const ENTRIES = 100;

type Plan = {
  today: string;
  head: { id: string; slug: string; title: Label; goals: Label; ended: boolean; asOfSeq: number };
  orgs: OrgView[];
  milestones: Omit<MilestoneView, 'state'>[];
  kpis: KpiView[];
  reviews: ReviewView[];
};

/** What a project wants to reach, by when, measured by what, and what came of it. */
export const planPage = query('projects.planPage', {
  summary: 'A project’s goals, milestones, figures, reviews, linked records and timeline.',
  input: OneProject,
  subject: project.of('project'),
  gate: 'project.view',
  async run({ subject, actor, tx, may }) {
    const { today, head, orgs, milestones, kpis, reviews } = await planOf(tx, subject.id, actor);
    const periods = periodsOf(today);
    return {
      project: head,
      orgs,
      milestones: milestones.map((one): MilestoneView => ({
        ...one,
        state: milestoneState(one, today),
      })),
      kpis: kpis.map((kpi) => ({
        ...kpi,
        values: kpi.values.map((value) => ({
          ...value,
          share: attainment(value.plan, value.actual, kpi.moreIsBetter),
        })),
      })),
      reviews,
      links: await linksOf(tx, actor, 'project_link', subject.id),
      entries: await entriesOf(tx, actor, subject.id),
      today,
      now: tx.now.toISOString(),
      period: periods.quarter,
      periods: [...quartersAround(today, 4, 3), periods.year],
      isDesk: subject.privacy === 'desk',
      may: {
        plan: may('project.plan', project, subject),
        write: may('project.write', project, subject),
      },
    };
  },
});

async function planOf(tx: Tx, projectId: string, actor: Actor): Promise<Plan> {
  const [row] = await tx.sql<Plan>`
    SELECT to_char(${tx.now}::timestamptz AT TIME ZONE ${actor.timeZone}, 'YYYY-MM-DD') AS today,
      json_build_object('id', pr.id, 'slug', pr.slug, 'title', pr.title, 'goals', pr.goals,
        'ended', pr.ended_at IS NOT NULL,
        'asOfSeq', coalesce((SELECT c.last_seq FROM channel c
                              WHERE c.kind = 'project' AND c.record_id = pr.id), 0)) AS head,
      (SELECT coalesce(json_agg(${ORG_JSON} ORDER BY pm.part = 'lead' DESC, pm.joined_at, o.slug), '[]')
         FROM project_member pm JOIN organisation o ON o.id = pm.org_id
        WHERE pm.project_id = pr.id AND pm.left_at IS NULL AND pr.privacy <> 'desk') AS orgs,
      (SELECT coalesce(json_agg(json_build_object('id', ms.id, 'title', ms.title, 'owner', ${ORG_JSON},
                'plannedOn', ms.planned_on, 'doneOn', ms.done_on, 'version', ms.version)
                ORDER BY ms.planned_on, ms.id), '[]')
         FROM project_milestone ms JOIN organisation o ON o.id = ms.owner_org_id
        WHERE ms.project_id = pr.id) AS milestones,
      (SELECT coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'unit', k.unit,
                'moreIsBetter', k.more_is_better, 'values', (
                  SELECT coalesce(json_agg(json_build_object('period', v.period, 'plan', v.plan::float8,
                           'actual', v.actual::float8) ORDER BY v.period), '[]')
                    FROM project_kpi_value v WHERE v.kpi_id = k.id)) ORDER BY k.created_at, k.id), '[]')
         FROM project_kpi k WHERE k.project_id = pr.id) AS kpis,
      (SELECT coalesce(json_agg(json_build_object('period', rv.period, 'phase', rv.phase, 'body', rv.body,
                'lang', rv.lang, 'by', ${PERSON_JSON}, 'at', rv.at, 'version', rv.version)
                ORDER BY rv.period DESC), '[]')
         FROM project_review rv JOIN person a ON a.id = rv.person_id
        WHERE rv.project_id = pr.id) AS reviews
      FROM project pr WHERE pr.id = ${projectId}`;
  return row!;
}

/** What happened, the newest first. Links are named only to those who see what is linked. */
async function entriesOf(tx: Tx, actor: Actor, projectId: string): Promise<EntryView[]> {
  const { rows } = await tx.query<Omit<EntryView, 'at'> & { at: Date }>(sql`
    SELECT en.id, en.type, en.facts, en.at,
           CASE WHEN a.id IS NULL THEN NULL ELSE ${PERSON_JSON} END AS by,
           CASE WHEN o.id IS NULL THEN NULL ELSE ${ORG_JSON} END AS org,
           (SELECT ${PERSON_JSON} FROM person a WHERE a.id = (en.facts->>'personId')::uuid) AS whom,
           coalesce(
             (SELECT x.name FROM organisation x WHERE x.id = (en.facts->>'orgId')::uuid),
             (SELECT ms.title FROM project_milestone ms WHERE ms.id = (en.facts->>'milestoneId')::uuid),
             (SELECT k.name FROM project_kpi k WHERE k.id = (en.facts->>'kpiId')::uuid),
             (SELECT s.labels FROM term s WHERE s.vocabulary = 'projectStages' AND s.code = en.facts->>'to'),
             CASE en.facts->>'kind'
               WHEN 'event' THEN (SELECT e.title FROM event e WHERE e.id = (en.facts->>'recordId')::uuid
                                     AND ${visible(actor, 'event.view', event)})
               WHEN 'library' THEN (SELECT l.title FROM library_item l WHERE l.id = (en.facts->>'recordId')::uuid
                                       AND ${visible(actor, 'library.view', libraryItem)}) END) AS what,
           (SELECT s.labels FROM term s WHERE s.vocabulary = 'projectStages' AND s.code = en.facts->>'from') AS "from"
      FROM project_entry en JOIN project pr ON pr.id = en.project_id AND pr.privacy <> 'desk'
      LEFT JOIN person a ON a.id = en.person_id LEFT JOIN organisation o ON o.id = en.org_id
     WHERE en.project_id = ${projectId}::uuid ORDER BY en.at DESC, en.id DESC LIMIT ${ENTRIES}`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
