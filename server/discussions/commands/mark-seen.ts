import { command } from '#server/platform/use-case.ts';
import { readSubject } from '#server/notifications/index.ts';
import { thread } from '../access.ts';
import { MarkSeen } from '../schemas.ts';

/** Remembers how far a person has read. It only ever moves on, and never past what there is. */
export const markSeen = command('discussions.markSeen', {
  summary: 'Notes that the caller has read a thread up to this place.',
  input: MarkSeen,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  limit: { points: 120, seconds: 60 },
  audited: false,
  async run({ input, subject, actor, tx }) {
    await tx.sql`
      INSERT INTO read_state (person_id, thread_id, last_read_seq, at)
      SELECT ${actor.personId}::uuid, ${subject.id}::uuid, least(${input.seq}::bigint, last_seq),
             ${tx.now}::timestamptz
        FROM channel WHERE kind = 'thread' AND record_id = ${subject.id}
      ON CONFLICT (person_id, thread_id) DO UPDATE
        SET last_read_seq = excluded.last_read_seq, at = excluded.at
        WHERE read_state.last_read_seq < excluded.last_read_seq`;
    await readSubject(tx, actor, { kind: 'thread', id: subject.id, seq: input.seq });
    return null;
  },
});
