import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { sayPublished } from '../publishing.ts';
import { UpdateProject } from '../schemas.ts';
import { rightsChanged } from '../taking-part.ts';
import { requireTerms } from '../terms.ts';

export const updateProject = command('projects.update', {
  summary: 'Changes what is said of a project, and who may look into its space.',
  input: UpdateProject,
  subject: project.of('projectId'),
  gate: 'project.write',
  words: ['title', 'summary', 'goals'],
  async run({ input, subject, actor, tx, emit, audit }) {
    // What was written to a desk was written to it alone.
    if ((input.privacy === 'desk') !== (subject.privacy === 'desk')) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'privacy', message: 'deskStaysDesk' }]);
    }
    await requireTerms(tx, input);
    const changed = await tx.sql<{ version: number; slug: string }>`
      UPDATE project SET title = ${JSON.stringify(input.title)}, summary = ${JSON.stringify(input.summary)},
             goals = ${JSON.stringify(input.goals)}, direction = ${input.direction}, stage = ${input.stage},
             privacy = ${input.privacy}, countries = ${input.countries}, fields = ${input.fields},
             version = version + 1
       WHERE id = ${subject.id} AND version = ${input.version} RETURNING version, slug`;
    if (!changed[0]) throw conflict('STALE_VERSION');
    if (input.privacy !== subject.privacy) {
      if (input.privacy === 'committee') await seat(tx, subject.id, actor);
      await rightsChanged(tx, subject.id);
    }
    await enter(tx, subject.id, 'edited', actor);
    await sayPublished(tx, subject, input.privacy, actor);
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    audit({ privacy: input.privacy });
    return changed[0];
  },
});

type Tx = Parameters<typeof enter>[0];

/** Whoever makes a space a committee's is on its roster, if their organisation takes part. */
async function seat(tx: Tx, projectId: string, actor: Parameters<typeof enter>[3]): Promise<void> {
  await tx.sql`
    INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
    SELECT project_id, ${actor.personId}, org_id, 'chair', ${tx.now} FROM project_member
     WHERE project_id = ${projectId} AND org_id = ${actor.orgId} AND left_at IS NULL
    ON CONFLICT (project_id, person_id) DO UPDATE SET left_at = NULL, org_id = excluded.org_id`;
}
