import { notFound } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { AddKpi, RecordKpi, RemoveKpi } from '../schemas.ts';

export const addKpi = command('projects.addKpi', {
  summary: 'Adds what a project is measured by.',
  input: AddKpi,
  subject: project.of('projectId'),
  gate: 'project.plan',
  words: ['name', 'unit'],
  async run({ input, subject, actor, tx, emit }) {
    const id = newId();
    await tx.sql`
      INSERT INTO project_kpi (id, project_id, name, unit, more_is_better, yearly, created_at)
      VALUES (${id}, ${subject.id}, ${JSON.stringify(input.name)}, ${JSON.stringify(input.unit)},
              ${input.moreIsBetter}, ${input.yearly}, ${tx.now})`;
    await enter(tx, subject.id, 'kpiAdded', actor, { kpiId: id });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return { kpiId: id };
  },
});

/** Writes plan and actual of one period; with neither, the period's line goes. */
export const recordKpi = command('projects.recordKpi', {
  summary: 'Records plan and actual of a figure for a fiscal year or quarter.',
  input: RecordKpi,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const { kpiId, period, plan, actual } = input;
    const known = await tx.sql`
      SELECT 1 FROM project_kpi WHERE id = ${kpiId} AND project_id = ${subject.id} FOR UPDATE`;
    if (known.length === 0) throw notFound();
    if (plan === null && actual === null) {
      await tx.sql`DELETE FROM project_kpi_value WHERE kpi_id = ${kpiId} AND period = ${period}`;
    } else {
      await tx.sql`
        INSERT INTO project_kpi_value (kpi_id, period, plan, actual, person_id, org_id, at)
        VALUES (${kpiId}, ${period}, ${plan}, ${actual}, ${actor.personId}, ${actor.orgId}, ${tx.now})
        ON CONFLICT (kpi_id, period) DO UPDATE
          SET plan = excluded.plan, actual = excluded.actual, person_id = excluded.person_id,
              org_id = excluded.org_id, at = excluded.at`;
      await enter(tx, subject.id, 'kpiRecorded', actor, { kpiId, period });
    }
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return null;
  },
});

export const removeKpi = command('projects.removeKpi', {
  summary: 'Takes a figure with all its periods out of a project.',
  input: RemoveKpi,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const removed = await tx.sql`
      DELETE FROM project_kpi WHERE id = ${input.kpiId} AND project_id = ${subject.id} RETURNING 1`;
    if (removed.length === 0) return null;
    await enter(tx, subject.id, 'kpiRemoved', actor, { kpiId: input.kpiId });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return null;
  },
});
