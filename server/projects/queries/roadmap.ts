import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { referralCounts, SMALLEST_COUNT } from '#server/referrals/index.ts';
import { daysOf, periodsOf } from '../periods.ts';
import { ORG_JSON, termsJson } from '../reading.ts';
import { matrixOf } from '../roadmap/matrix.ts';
import { projectsOfYear } from '../roadmap/reading.ts';
import { rollUp } from '../roadmap/rolling-up.ts';
import { RoadmapFilters } from '../schemas.ts';
import type { OrgView, TermView } from '../views.ts';

export type { MatrixCell, MatrixRow, RoadmapMatrix } from '../roadmap/matrix.ts';
export type { RoadmapKpi, RoadmapProject, RoadmapStep } from '../roadmap/reading.ts';
export type { RolledUp } from '../roadmap/rolling-up.ts';

/** All projects one may see by country and field, each with what was planned for a year and what came of it. */
export const roadmap = query('projects.roadmap', {
  summary: 'The country × field roadmap of a fiscal year: projects with plan and actual.',
  input: RoadmapFilters,
  subject: anywhere,
  gate: 'project.view',
  run: ({ input, actor, tx }) => roadmapOf(tx, actor, input),
});

/** What the page shows; the file for spreadsheets is made from the same. */
export async function roadmapOf(tx: Tx, actor: Actor, input: RoadmapFilters) {
  const words = await wordsOf(tx);
  const { offered, today } = await offeredTo(tx, actor);
  const present = Number(periodsOf(today).year);
  const year = input.year ?? present;
  const projects = await projectsOfYear(tx, actor, input, { year, today });
  const referrals = await referralCounts(tx, actor, daysOf(year));
  return {
    ...words,
    year,
    years: yearsFrom(offered.since, present),
    today,
    projects,
    matrix: matrixOf(projects, {
      themes: words.themes.map(({ code }) => code),
      themeOf: new Map(words.fields.map(({ code, theme }) => [code, theme])),
      referrals,
      today,
    }),
    whole: rollUp(projects, today),
    /** Whether referrals are counted for this reader at all. */
    countsReferrals: referrals !== null,
    smallestCount: SMALLEST_COUNT,
    offered,
  };
}

type Words = {
  stages: TermView[];
  directions: TermView[];
  fields: (TermView & { theme: string })[];
  themes: TermView[];
};

async function wordsOf(tx: Tx): Promise<Words> {
  const [words] = await tx.sql<Words>`
    SELECT ${termsJson('projectStages')} AS stages, ${termsJson('projectDirections')} AS directions,
           ${termsJson('industryThemes')} AS themes,
           (SELECT coalesce(json_agg(json_build_object('code', v.code, 'labels', v.labels,
                     'theme', v.facts->>'theme') ORDER BY v.position), '[]')
              FROM term v WHERE v.vocabulary = 'industryCategories') AS fields`;
  return words!;
}

type Offered = {
  countries: string[];
  fields: string[];
  directions: string[];
  stages: string[];
  leads: OrgView[];
  /** The day on which the first of them began. */
  since: string | null;
};

/** What the filters offer: what occurs among the projects one may see. */
async function offeredTo(tx: Tx, actor: Actor): Promise<{ offered: Offered; today: string }> {
  const { rows } = await tx.query<Offered & { today: string }>(sql`
    WITH mine AS MATERIALIZED (
      SELECT pr.countries, pr.fields, pr.direction, pr.stage, pr.lead_org_id, pr.created_at
        FROM project pr
       WHERE ${visible(actor, 'project.view', project)} AND pr.privacy <> 'desk')
    SELECT to_char(${tx.now}::timestamptz AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS today,
           to_char((SELECT min(created_at) FROM mine) AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS since,
           ARRAY(SELECT DISTINCT unnest(countries) FROM mine ORDER BY 1) AS countries,
           ARRAY(SELECT DISTINCT unnest(fields) FROM mine ORDER BY 1) AS fields,
           ARRAY(SELECT DISTINCT direction FROM mine ORDER BY 1) AS directions,
           ARRAY(SELECT DISTINCT stage FROM mine ORDER BY 1) AS stages,
           (SELECT coalesce(json_agg(${ORG_JSON} ORDER BY o.slug), '[]') FROM organisation o
             WHERE o.id IN (SELECT lead_org_id FROM mine)) AS leads`);
  const { today, ...offered } = rows[0]!;
  return { offered, today };
}

/** The years one may ask for: from the first project to the year after this one. */
function yearsFrom(since: string | null, present: number): number[] {
  const first = since ? Number(periodsOf(since).year) : present;
  return Array.from({ length: present + 2 - first }, (_, i) => first + i);
}
