import { event } from '#server/events/index.ts';
import { project } from '#server/discussions/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { daysOf, milestoneState, periodsOf, yearOf, type YearOfKpi } from '../periods.ts';
import { filtered } from '../queries/board.ts';
import { ORG_JSON } from '../reading.ts';
import type { RoadmapFilters, Yearly } from '../schemas.ts';
import type { Label, OrgView } from '../views.ts';

/** A step that falls into the year, by its plan or by the day it was reached. */
export type RoadmapStep = {
  title: Label;
  plannedOn: string;
  doneOn: string | null;
  /** Overdue today. */
  late: boolean;
};
export type RoadmapKpi = {
  id: string;
  name: Label;
  unit: Label;
  moreIsBetter: boolean;
} & YearOfKpi;
export type RoadmapProject = {
  id: string;
  slug: string;
  title: Label;
  stage: string;
  direction: string;
  countries: string[];
  fields: string[];
  lead: OrgView;
  ended: boolean;
  /** What was planned for the year, each with what came of it. */
  steps: RoadmapStep[];
  /** Steps overdue today, of whatever year. */
  late: number;
  /** The earliest step that is not done, of whatever year. */
  next: RoadmapStep | null;
  kpis: RoadmapKpi[];
  /** Linked events and missions of the year that the reader may see, and those of them that began. */
  events: { planned: number; held: number };
};

type Step = Omit<RoadmapStep, 'late'>;
type Row = Omit<RoadmapProject, 'steps' | 'late' | 'next' | 'kpis'> & {
  steps: Step[];
  kpis: {
    id: string;
    name: Label;
    unit: Label;
    moreIsBetter: boolean;
    yearly: Yearly;
    values: { period: string; plan: number | null; actual: number | null }[];
  }[];
};

/** More projects than a sheet of paper can hold; the board keeps to the same. */
const MOST = 300;

/** The projects one may see that ran in a fiscal year, each with its plan and actual of that year. */
export async function projectsOfYear(
  tx: Tx,
  actor: Actor,
  filters: RoadmapFilters,
  { year, today }: { year: number; today: string },
): Promise<RoadmapProject[]> {
  const { from, to } = daysOf(year);
  const { stage = null, leadId = null, ...rest } = filters;
  const { rows } = await tx.query<Row>(sql`
    SELECT pr.id, pr.slug, pr.title, pr.stage, pr.direction, pr.countries, pr.fields,
           ${ORG_JSON} AS lead, pr.ended_at IS NOT NULL AS ended,
           (SELECT coalesce(json_agg(json_build_object('title', ms.title, 'plannedOn', ms.planned_on,
                     'doneOn', ms.done_on) ORDER BY ms.planned_on, ms.id), '[]')
              FROM project_milestone ms WHERE ms.project_id = pr.id) AS steps,
           (SELECT coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'unit', k.unit,
                     'moreIsBetter', k.more_is_better, 'yearly', k.yearly, 'values', (
                       SELECT coalesce(json_agg(json_build_object('period', v.period,
                                'plan', v.plan::float8, 'actual', v.actual::float8)), '[]')
                         FROM project_kpi_value v
                        WHERE v.kpi_id = k.id AND left(v.period, 4) = ${String(year)}))
                     ORDER BY k.created_at, k.id), '[]')
              FROM project_kpi k WHERE k.project_id = pr.id) AS kpis,
           (SELECT json_build_object('planned', count(*),
                     'held', count(*) FILTER (WHERE e.starts_at <= ${tx.now}::timestamptz))
              FROM project_link pl JOIN event e ON pl.kind = 'event' AND e.id = pl.record_id
             WHERE pl.project_id = pr.id AND ${visible(actor, 'event.view', event)}
               AND e.starts_at >= ${from}::timestamp AT TIME ZONE e.time_zone
               AND e.starts_at < ${to}::timestamp AT TIME ZONE e.time_zone) AS events
      FROM project pr JOIN organisation o ON o.id = pr.lead_org_id
     WHERE ${visible(actor, 'project.view', project)} AND ${filtered(rest)}
       AND (${stage}::text IS NULL OR pr.stage = ${stage}::text)
       AND (${leadId}::uuid IS NULL OR pr.lead_org_id = ${leadId}::uuid)
       AND pr.created_at < ${to}::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND (pr.ended_at IS NULL OR pr.ended_at >= ${from}::timestamp AT TIME ZONE 'Asia/Tokyo')
     ORDER BY pr.ended_at IS NOT NULL, pr.created_at, pr.id LIMIT ${MOST}`);
  const running = periodsOf(today).quarter;
  return rows.map(({ steps: all, kpis, ...row }) => {
    const steps = all.map((step): RoadmapStep => ({
      ...step,
      late: !row.ended && milestoneState(step, today) === 'late',
    }));
    return {
      ...row,
      steps: steps.filter((step) => step.plannedOn >= from && step.plannedOn < to),
      late: steps.filter((step) => step.late).length,
      next: steps.find((step) => step.doneOn === null) ?? null,
      kpis: kpis.map(({ values, yearly, ...kpi }) => ({
        ...kpi,
        ...yearOf(values, year, yearly, kpi.moreIsBetter, running),
      })),
    };
  });
}
