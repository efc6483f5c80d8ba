import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { SaveDraft } from '../schemas.ts';

/**
 * Keeps what the caller has typed in a thread and not sent, for any device; an empty text forgets it.
 * It takes the place of a draft only where that is one that the writer knows: what another window kept
 * meanwhile is not written over.
 */
export const saveDraft = command('discussions.saveDraft', {
  summary: 'Keeps the caller’s unsent text in a thread, in place of the versions that it knows.',
  input: SaveDraft,
  subject: thread.of('threadId'),
  gate: 'thread.post',
  limit: { points: 120, seconds: 60 },
  audited: false,
  async run({ input, subject, actor, tx }) {
    const { body, lang, quoteId, mentions = [], version, over } = input;
    if (body === '') {
      await tx.sql`
        DELETE FROM draft WHERE person_id = ${actor.personId} AND thread_id = ${subject.id}
           AND version = ANY (${over}::uuid[])`;
      return null;
    }
    const kept = await tx.sql`
      INSERT INTO draft (person_id, thread_id, version, body, lang, quote_of, mentions, updated_at)
      VALUES (${actor.personId}, ${subject.id}, ${version}, ${body}, ${lang},
              (SELECT id FROM post WHERE id = ${quoteId ?? null}::uuid AND thread_id = ${subject.id}),
              ${JSON.stringify(mentions)}::jsonb, ${tx.now})
      ON CONFLICT (person_id, thread_id) DO UPDATE
        SET version = excluded.version, body = excluded.body, lang = excluded.lang,
            quote_of = excluded.quote_of, mentions = excluded.mentions, updated_at = excluded.updated_at
        WHERE draft.version = excluded.version OR draft.version = ANY (${over}::uuid[])
      RETURNING 1`;
    if (kept.length === 0) throw conflict('STALE_VERSION');
    return null;
  },
});
