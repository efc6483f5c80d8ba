import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { MoveStage } from '../schemas.ts';

/** Moves a project to another stage, if nobody changed it since the board was drawn. */
export const moveStage = command('projects.moveStage', {
  summary: 'Moves a project to another stage of the board.',
  input: MoveStage,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit, audit }) {
    const [moved] = await tx.sql<{ before: string; version: number }>`
      UPDATE project pr SET stage = ${input.stage}, version = pr.version + 1
        FROM project former
       WHERE pr.id = ${subject.id} AND former.id = pr.id AND pr.version = ${input.version}
         AND pr.ended_at IS NULL
         AND EXISTS (SELECT 1 FROM term s WHERE s.vocabulary = 'projectStages' AND s.code = ${input.stage})
      RETURNING former.stage AS before, pr.version`;
    if (!moved) throw await refusal(tx, input.stage);
    if (moved.before !== input.stage) {
      await enter(tx, subject.id, 'stageMoved', actor, { from: moved.before, to: input.stage });
    }
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    audit({ from: moved.before, to: input.stage });
    return { version: moved.version };
  },
});

async function refusal(tx: Parameters<typeof enter>[0], stage: string) {
  const known = await tx.sql`
    SELECT 1 FROM term WHERE vocabulary = 'projectStages' AND code = ${stage}`;
  return known.length > 0
    ? conflict('STALE_VERSION')
    : invalid('INVALID_INPUT', undefined, [{ path: 'stage', message: 'unknownRecord' }]);
}
