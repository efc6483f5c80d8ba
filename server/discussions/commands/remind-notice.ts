import { audience, sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { notify } from '#server/notifications/index.ts';
import { thread } from '../access.ts';
import { acknowledgedBy, askedOf } from '../notices.ts';
import { OfThread } from '../schemas.ts';

const ONCE_IN_HOURS = 20;

export const remindNotice = command('discussions.remindNotice', {
  summary: 'Reminds the organisations that have not acknowledged a notice, at most once a day.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.manage',
  async run({ subject, actor, tx, audit }) {
    if (!subject.noticeAt) throw conflict('NO_NOTICE');
    const { count } = await tx.query(
      sql`UPDATE thread SET notice_remind_at = ${tx.now}::timestamptz
           WHERE id = ${subject.id}::uuid AND (notice_remind_at IS NULL
             OR notice_remind_at < ${tx.now}::timestamptz - make_interval(hours => ${ONCE_IN_HOURS}))`,
    );
    if (count === 0) throw conflict('REMINDED_ALREADY');
    const { rows } = await tx.query<{ id: string }>(
      sql`SELECT asked.org_id AS id FROM thread t CROSS JOIN LATERAL (${askedOf(subject.orgIds)}) asked
           WHERE t.id = ${subject.id}::uuid AND NOT ${acknowledgedBy(sql`asked.org_id`)}`,
    );
    const orgIds = rows.map((row) => row.id);
    const people = await notify(tx, {
      type: 'thread.notice',
      subject: { kind: 'thread', id: subject.id },
      to: sql`(${audience('thread.acknowledge', thread, subject)} AND o.id = ANY (${orgIds}::uuid[]))`,
      actorId: actor.personId,
      except: actor.personId,
    });
    audit({ orgs: orgIds.length, people });
    return { orgs: orgIds.length, people };
  },
});
