import { quartersAround } from '#server/projects/periods.ts';
import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, monthsFrom, workdayFrom } from '../dates.ts';
import type { SeedPlan, SeedProject } from '../projects/shape.ts';
import type { Row, Rows } from './insert.ts';

/** The plans of projects: steps, figures by quarter, notes, linked records and what happened. */
export function planRows(projects: readonly SeedProject[], today: Date): Rows {
  const plans = projects.flatMap((project) =>
    project.plan ? [{ project, plan: project.plan }] : [],
  );
  const now = dayOf(today);
  const quarter = (ago: number) => quartersAround(now, ago, 0)[0]!;
  return {
    project_milestone: plans.flatMap(({ project, plan }) =>
      plan.milestones.map((one) => ({
        id: idOf('milestone', `${project.key}:${one.key}`),
        project_id: idOf('project', project.key),
        title: one.title,
        owner_org_id: idOf('organisation', one.owner),
        planned_on: workdayFrom(today, one.planned),
        done_on: one.done === undefined ? null : workdayFrom(today, one.done),
        created_at: startOf(project, today),
        version: 0,
      })),
    ),
    project_kpi: plans.flatMap(({ project, plan }) =>
      plan.kpis.map((kpi, i) => ({
        id: idOf('kpi', `${project.key}:${kpi.key}`),
        project_id: idOf('project', project.key),
        name: kpi.name,
        unit: kpi.unit,
        more_is_better: kpi.moreIsBetter ?? true,
        yearly: kpi.yearly ?? 'sum',
        created_at: new Date(startOf(project, today).getTime() + i * 1000),
      })),
    ),
    project_kpi_value: plans.flatMap(({ project, plan }) =>
      plan.kpis.flatMap((kpi) =>
        Object.entries(kpi.values).map(([ago, [planned, actual]]) => ({
          kpi_id: idOf('kpi', `${project.key}:${kpi.key}`),
          period: quarter(Number(ago)),
          plan: planned,
          actual,
          ...by(plan.reviews[0]!.by),
          at: atJapanTime(workdayFrom(today, -3), '10:00'),
        })),
      ),
    ),
    project_review: plans.flatMap(({ project, plan }) =>
      plan.reviews.map((one) => ({
        project_id: idOf('project', project.key),
        period: quarter(one.ago),
        phase: one.phase,
        body: one.text,
        lang: one.lang,
        ...by(one.by),
        at: atJapanTime(workdayFrom(today, -4 - one.ago * 60), '16:00'),
        version: 0,
      })),
    ),
    project_link: plans.flatMap(({ project, plan }) => linksOf(project, plan, today)),
    project_entry: plans.flatMap(({ project, plan }) => entriesOf(project, plan.milestones, today)),
  };
}

function linksOf(project: SeedProject, plan: SeedPlan, today: Date): Row[] {
  const { library = [], events = [] } = plan.links ?? {};
  const records = [
    ...library.map((key) => ['library', idOf('libraryItem', key)] as const),
    ...events.map((key) => ['event', idOf('event', key)] as const),
  ];
  return records.map(([kind, recordId]) => ({
    id: idOf('link', `${project.key}:${recordId}`),
    project_id: idOf('project', project.key),
    kind,
    record_id: recordId,
    ...by(plan.reviews[0]!.by),
    at: startOf(project, today),
  }));
}

function entriesOf(
  project: SeedProject,
  milestones: NonNullable<SeedProject['plan']>['milestones'],
  today: Date,
): Row[] {
  const person = project.plan!.reviews[0]!.by;
  const entry = (key: string, type: string, facts: object, at: Date): Row => ({
    id: idOf('entry', `${project.key}:${key}`),
    project_id: idOf('project', project.key),
    type,
    facts,
    ...by(person),
    at,
  });
  return [
    entry('created', 'created', {}, startOf(project, today)),
    ...milestones
      .filter((one) => one.done !== undefined)
      .map((one) =>
        entry(
          `done:${one.key}`,
          'milestoneDone',
          { milestoneId: idOf('milestone', `${project.key}:${one.key}`) },
          atJapanTime(workdayFrom(today, one.done!), '17:00'),
        ),
      ),
  ];
}

function by(person: string) {
  return {
    person_id: idOf('person', person),
    org_id: idOf('organisation', homeOrgOf(person)),
  };
}

function startOf(project: SeedProject, today: Date): Date {
  return atJapanTime(monthsFrom(today, project.sinceMonths), '10:00');
}

function dayOf(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}
