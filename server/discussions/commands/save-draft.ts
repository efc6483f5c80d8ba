import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { SaveDraft } from '../schemas.ts';

/** Keeps what the caller has typed in a thread and not sent, for any device; an empty text forgets it. */
export const saveDraft = command('discussions.saveDraft', {
  summary: 'Keeps the caller’s unsent text in a thread.',
  input: SaveDraft,
  subject: thread.of('threadId'),
  gate: 'thread.post',
  limit: { points: 120, seconds: 60 },
  audited: false,
  async run({ input: { body, lang, quoteId, mentions = [] }, subject, actor, tx }) {
    if (body === '') {
      await tx.sql`DELETE FROM draft WHERE person_id = ${actor.personId} AND thread_id = ${subject.id}`;
      return null;
    }
    await tx.sql`
      INSERT INTO draft (person_id, thread_id, body, lang, quote_of, mentions, updated_at)
      VALUES (${actor.personId}, ${subject.id}, ${body}, ${lang},
              (SELECT id FROM post WHERE id = ${quoteId ?? null}::uuid AND thread_id = ${subject.id}),
              ${JSON.stringify(mentions)}::jsonb, ${tx.now})
      ON CONFLICT (person_id, thread_id) DO UPDATE
        SET body = excluded.body, lang = excluded.lang, quote_of = excluded.quote_of,
            mentions = excluded.mentions, updated_at = excluded.updated_at`;
    return null;
  },
});
