import { project, thread } from '#server/discussions/index.ts';
import { myself } from '#server/membership/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { command } from '#server/platform/use-case.ts';
import { SetSpaceMails } from '../schemas.ts';

/** Chooses how often single projects and threads are mailed about, where that is to differ. */
export const setSpaceMails = command('mailings.setSpaceMails', {
  input: SetSpaceMails,
  subject: myself,
  gate: 'user.updateSelf',
  refs: {
    projectIds: { noun: project, action: 'project.view' },
    threadIds: { noun: thread, action: 'thread.view' },
  },
  summary: 'Choose how often single projects and threads are mailed about',
  async run({ input, actor, tx }) {
    const { projectIds, projectMails, threadIds, threadMails } = input;
    await keep(tx, actor.personId!, 'project', projectIds, projectMails);
    await keep(tx, actor.personId!, 'thread', threadIds, threadMails);
    return { saved: true };
  },
});

async function keep(
  tx: Tx,
  personId: string,
  kind: 'project' | 'thread',
  ids: readonly string[],
  mails: readonly string[],
): Promise<void> {
  const chosen = new Map(ids.map((id, i) => [id, mails[i]!]));
  const same = [...chosen].filter(([, mail]) => mail === 'same').map(([id]) => id);
  const own = [...chosen].filter(([, mail]) => mail !== 'same');
  await tx.sql`DELETE FROM notification_override
    WHERE person_id = ${personId} AND space_kind = ${kind} AND space_id = ANY (${same}::uuid[])`;
  await tx.sql`
    INSERT INTO notification_override (person_id, space_kind, space_id, mail, updated_at)
    SELECT ${personId}::uuid, ${kind}, id, mail, ${tx.now}::timestamptz
      FROM unnest(${own.map(([id]) => id)}::uuid[], ${own.map(([, mail]) => mail)}::text[]) AS u (id, mail)
    ON CONFLICT (person_id, space_kind, space_id)
      DO UPDATE SET mail = excluded.mail, updated_at = excluded.updated_at`;
}
