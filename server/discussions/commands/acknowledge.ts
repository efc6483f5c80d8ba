import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { OfThread } from '../schemas.ts';

export const acknowledge = command('discussions.acknowledge', {
  summary:
    'Says that the caller has read a notice of the secretariat, for the acting organisation.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.acknowledge',
  async run({ subject, actor, tx, emit, audit }) {
    if (!subject.noticeAt) throw conflict('NO_NOTICE');
    const { count } = await tx.query(
      sql`INSERT INTO acknowledgement (thread_id, person_id, org_id, at)
          VALUES (${subject.id}::uuid, ${actor.personId}::uuid, ${actor.orgId}::uuid, ${tx.now}::timestamptz)
          ON CONFLICT (thread_id, person_id, org_id) DO NOTHING`,
    );
    if (count > 0) {
      await emit({ kind: 'thread', id: subject.id }, 'notice.acknowledged', {
        threadId: subject.id,
      });
    }
    audit({ threadId: subject.id });
    return null;
  },
});
