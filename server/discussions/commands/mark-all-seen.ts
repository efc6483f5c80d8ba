import { anywhere, empty, sql, visible } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { project, thread } from '../access.ts';
import { MarkAllSeen } from '../schemas.ts';

export const markAllSeen = command('discussions.markAllSeen', {
  summary:
    'Notes that the caller has read everything there is, in one project or in all of theirs.',
  input: MarkAllSeen,
  subject: anywhere,
  refs: { projectId: { noun: project, action: 'project.view' } },
  gate: 'thread.view',
  audited: false,
  async run({ input, actor, tx, emit }) {
    const { count } = await tx.query(
      sql`INSERT INTO read_state (person_id, thread_id, last_read_seq, at)
          SELECT ${actor.personId}::uuid, t.id, c.last_seq, ${tx.now}::timestamptz
            FROM thread t JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id
           WHERE ${visible(actor, 'thread.view', thread)}
                 ${input.projectId ? sql`AND t.project_id = ${input.projectId}::uuid` : empty}
          ON CONFLICT (person_id, thread_id) DO UPDATE
            SET last_read_seq = excluded.last_read_seq, at = excluded.at
            WHERE read_state.last_read_seq < excluded.last_read_seq`,
    );
    if (count > 0) await emit({ kind: 'person', id: actor.personId! }, 'threads.seen', {});
    return { threads: count };
  },
});
