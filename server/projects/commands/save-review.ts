import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { SaveReview } from '../schemas.ts';

/** Writes one of the notes of plan, do, check and act for a period; an empty one takes it away. */
export const saveReview = command('projects.saveReview', {
  summary: 'Writes the plan, do, check or act note of a period.',
  input: SaveReview,
  subject: project.of('projectId'),
  gate: 'project.plan',
  words: ['body'],
  async run({ input, subject, actor, tx, emit }) {
    const { period, phase, body, lang, version } = input;
    const written = body
      ? version === null
        ? await tx.sql`
            INSERT INTO project_review (project_id, period, phase, body, lang, person_id, org_id, at)
            VALUES (${subject.id}, ${period}, ${phase}, ${body}, ${lang}, ${actor.personId}, ${actor.orgId}, ${tx.now})
            ON CONFLICT (project_id, period, phase) DO NOTHING RETURNING 1`
        : await tx.sql`
            UPDATE project_review SET body = ${body}, lang = ${lang}, person_id = ${actor.personId},
                   org_id = ${actor.orgId}, at = ${tx.now}, version = version + 1
             WHERE project_id = ${subject.id} AND period = ${period} AND phase = ${phase}
               AND version = ${version} RETURNING 1`
      : version === null
        ? [1]
        : await tx.sql`
            DELETE FROM project_review WHERE project_id = ${subject.id} AND period = ${period}
               AND phase = ${phase} AND version = ${version} RETURNING 1`;
    if (written.length === 0) throw conflict('STALE_VERSION');
    if (body) await enter(tx, subject.id, 'reviewed', actor, { period, phase });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return null;
  },
});
