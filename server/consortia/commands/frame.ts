import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { enter } from '#server/projects/index.ts';
import { consortium } from '../access.ts';
import { holdForming } from '../forming.ts';
import { NEXT_STATES } from '../plain.ts';
import { STEP_NAMES } from '../step-names.ts';
import { readStanding } from '../reading.ts';
import { Conclude, PlanSteps, SetFrame } from '../schemas.ts';

/** The day aimed at and the amounts, if nobody changed them since they were read. */
export const setFrame = command('consortia.setFrame', {
  summary:
    'Sets the day that the members aim at, what the work costs and what is asked of the programme, in minor units.',
  input: SetFrame,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  async run({ input, subject, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const { targetOn, cost, asked, currency, version } = input;
    const changed = await tx.sql`
      UPDATE consortium SET target_on = ${targetOn}, cost_amount = ${cost}, asked_amount = ${asked},
             currency = ${currency}, version = version + 1
       WHERE id = ${subject.id} AND version = ${version} RETURNING 1`;
    if (changed.length === 0) throw conflict('STALE_VERSION');
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    audit({ consortiumId: subject.id });
    return null;
  },
});

/**
 * Says how the application goes on. What waits for an answer lapses; a project that was an idea moves to
 * the stage after it when the application is adopted, and is a project like any other from then on.
 */
export const conclude = command('consortia.conclude', {
  summary: 'Says that an application was submitted, adopted, not adopted or given up.',
  input: Conclude,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { state, version } = input;
    const from = Object.entries(NEXT_STATES).flatMap(([before, next]) =>
      next.includes(state) ? [before] : [],
    );
    const concluded = ['adopted', 'notAdopted', 'abandoned'].includes(state) ? tx.now : null;
    const moved = await tx.sql`
      UPDATE consortium SET state = ${state}, concluded_at = ${concluded}, version = version + 1
       WHERE id = ${subject.id} AND version = ${version} AND state = ANY (${from}) RETURNING 1`;
    if (moved.length === 0) throw conflict('STALE_VERSION');
    if (state !== 'forming') {
      await tx.sql`
        UPDATE consortium_seat SET state = 'lapsed'
         WHERE consortium_id = ${subject.id} AND state = 'waiting'`;
    }
    if (state === 'adopted') await leaveIdeas(tx, subject.project.id, actor);
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    await notify(tx, {
      type: `consortium.${state}`,
      subject: { kind: 'consortium', id: subject.id },
      to: sql`m.org_id = ANY (${subject.project.orgIds}::uuid[]) AND 'representative' = ANY (m.roles)`,
      except: actor.personId,
      actorId: actor.personId,
    });
    audit({ from: subject.state, to: state });
    return null;
  },
});

/** Writes the steps that lie ahead into the project's plan, for the leading organisation; each once. */
export const planSteps = command('consortia.planSteps', {
  summary: 'Writes the steps before the final day into the plan of the project.',
  input: PlanSteps,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  async run({ subject, actor, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const { steps } = await readStanding(tx, subject);
    let planned = 0;
    for (const { key, on } of steps.filter((step) => step.state === 'ahead')) {
      const title = JSON.stringify(STEP_NAMES[key]);
      const milestoneId = newId();
      const written = await tx.sql`
        INSERT INTO project_milestone (id, project_id, title, owner_org_id, planned_on, created_at)
        SELECT ${milestoneId}, ${subject.project.id}, ${title}::jsonb, ${subject.project.leadOrgId}, ${on}::date, ${tx.now}
         WHERE NOT EXISTS (SELECT 1 FROM project_milestone ms
                            WHERE ms.project_id = ${subject.project.id} AND ms.title = ${title}::jsonb)
        RETURNING 1`;
      if (written.length === 0) continue;
      planned += 1;
      await enter(tx, subject.project.id, 'milestoneAdded', actor, { milestoneId });
    }
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    audit({ planned });
    return { planned };
  },
});

type Tx = Parameters<typeof holdForming>[0];

async function leaveIdeas(
  tx: Tx,
  projectId: string,
  actor: Parameters<typeof enter>[3],
): Promise<void> {
  const [moved] = await tx.sql<{ stage: string }>`
    UPDATE project SET version = version + 1, stage = (
      SELECT next.code FROM term next JOIN term now ON now.vocabulary = next.vocabulary AND now.code = 'idea'
       WHERE next.vocabulary = 'projectStages' AND next.position > now.position ORDER BY next.position LIMIT 1)
     WHERE id = ${projectId} AND stage = 'idea' RETURNING stage`;
  if (moved) await enter(tx, projectId, 'stageMoved', actor, { from: 'idea', to: moved.stage });
}
