import { anywhere, visible } from '#server/platform/access/access.ts';
import { project } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { attainment } from '../periods.ts';
import { termsJson } from '../reading.ts';
import { Filters } from '../schemas.ts';
import type { Label, TermView } from '../views.ts';
import { filtered } from './board.ts';

export type RoadmapProject = {
  id: string;
  slug: string;
  title: Label;
  stage: string;
  direction: string;
  countries: string[];
  fields: string[];
  lead: Label;
  ended: boolean;
  /** Steps that were due by today, and those of them that are done; and all. */
  due: number;
  reached: number;
  all: number;
  /** The mean share of plan that its figures reached in the newest periods with both numbers. */
  attainment: number | null;
};
type Row = Omit<RoadmapProject, 'attainment'> & {
  figures: { plan: number; actual: number; moreIsBetter: boolean }[];
};

/** All projects one may see by country and field, each with what was planned by now and what came of it. */
export const roadmap = query('projects.roadmap', {
  summary: 'The country × field roadmap: projects with plan and actual.',
  input: Filters,
  subject: anywhere,
  gate: 'project.view',
  async run({ input, actor, tx }) {
    const rows = await tx.sql<Row>`
      SELECT pr.id, pr.slug, pr.title, pr.stage, pr.direction, pr.countries, pr.fields,
             o.short_name AS lead, pr.ended_at IS NOT NULL AS ended,
             steps.due, steps.reached, steps.all, figures.figures
        FROM project pr JOIN organisation o ON o.id = pr.lead_org_id
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS all,
                count(*) FILTER (WHERE ms.planned_on <= ${tx.now}::date)::int AS due,
                count(*) FILTER (WHERE ms.planned_on <= ${tx.now}::date AND ms.done_on IS NOT NULL)::int AS reached
           FROM project_milestone ms WHERE ms.project_id = pr.id) steps
       CROSS JOIN LATERAL (
         SELECT coalesce(json_agg(json_build_object('plan', v.plan::float8, 'actual', v.actual::float8,
                  'moreIsBetter', k.more_is_better)), '[]') AS figures
           FROM project_kpi k CROSS JOIN LATERAL (
             SELECT plan, actual FROM project_kpi_value
              WHERE kpi_id = k.id AND plan IS NOT NULL AND actual IS NOT NULL
              ORDER BY period DESC LIMIT 1) v
          WHERE k.project_id = pr.id) figures
       WHERE ${visible(actor, 'project.view', project)} AND ${filtered(input)}
       ORDER BY pr.ended_at IS NOT NULL, pr.created_at, pr.id`;
    const [words] = await tx.sql<{
      stages: TermView[];
      directions: TermView[];
      fields: TermView[];
    }>`SELECT ${termsJson('projectStages')} AS stages, ${termsJson('projectDirections')} AS directions,
              ${termsJson('industryCategories')} AS fields`;
    return {
      ...words!,
      today: tx.now.toISOString(),
      projects: rows.map(({ figures, ...row }): RoadmapProject => ({
        ...row,
        attainment: meanOf(figures),
      })),
    };
  },
});

function meanOf(figures: Row['figures']): number | null {
  const shares = figures.flatMap(
    ({ plan, actual, moreIsBetter }) => attainment(plan, actual, moreIsBetter) ?? [],
  );
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
