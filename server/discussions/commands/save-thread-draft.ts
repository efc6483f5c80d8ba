import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '../access.ts';
import { SaveThreadDraft } from '../schemas.ts';

/**
 * Keeps what the caller has typed as a new thread and not opened, for any device; an empty one is
 * forgotten. Like `saveDraft`, it takes the place only of what the writer knows.
 */
export const saveThreadDraft = command('discussions.saveThreadDraft', {
  summary:
    'Keeps the caller’s unopened new thread of a project, in place of the versions that it knows.',
  input: SaveThreadDraft,
  subject: project.of('projectId'),
  gate: 'thread.create',
  limit: { points: 120, seconds: 60 },
  audited: false,
  async run({ input, subject, actor, tx }) {
    const { title, body, tags, lang, version, over } = input;
    if (title === '' && body === '' && tags.length === 0) {
      await tx.sql`
        DELETE FROM thread_draft WHERE person_id = ${actor.personId} AND project_id = ${subject.id}
           AND version = ANY (${over}::uuid[])`;
      return null;
    }
    const kept = await tx.sql`
      INSERT INTO thread_draft (person_id, project_id, version, title, body, tags, lang, updated_at)
      VALUES (${actor.personId}, ${subject.id}, ${version}, ${title}, ${body}, ${tags}::text[], ${lang}, ${tx.now})
      ON CONFLICT (person_id, project_id) DO UPDATE
        SET version = excluded.version, title = excluded.title, body = excluded.body,
            tags = excluded.tags, lang = excluded.lang, updated_at = excluded.updated_at
        WHERE thread_draft.version = excluded.version OR thread_draft.version = ANY (${over}::uuid[])
      RETURNING 1`;
    if (kept.length === 0) throw conflict('STALE_VERSION');
    return null;
  },
});
