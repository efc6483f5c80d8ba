import { command } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { holdOpenThread } from '../hold-thread.ts';
import { React } from '../schemas.ts';

/** Answers a post with a sign, or takes the sign back. Said twice it stands once, and nobody hears twice. */
export const react = command('discussions.react', {
  summary: 'Sets or takes back the caller’s reaction to a post.',
  input: React,
  subject: post.of('postId'),
  gate: 'thread.post',
  audited: false,
  async run({ input: { kind, on }, subject, actor, tx, emit }) {
    await holdOpenThread(tx, subject);
    const changed = on
      ? await tx.sql`
          INSERT INTO post_reaction (post_id, person_id, kind, org_id, at)
          SELECT id, ${actor.personId}::uuid, ${kind}, ${actor.orgId}::uuid, ${tx.now}::timestamptz
            FROM post WHERE id = ${subject.id} AND deleted_at IS NULL
          ON CONFLICT DO NOTHING RETURNING kind`
      : await tx.sql`
          DELETE FROM post_reaction
           WHERE post_id = ${subject.id} AND person_id = ${actor.personId} AND kind = ${kind}
          RETURNING kind`;
    if (changed.length > 0) {
      await emit({ kind: 'thread', id: subject.threadId }, 'post.reacted', {
        postId: subject.id,
        personId: actor.personId,
        kind,
        on,
      });
    }
    return { threadId: subject.threadId, seq: subject.seq };
  },
});
