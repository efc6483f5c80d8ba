import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { enqueue } from '#server/platform/jobs/index.ts';
import { command } from '#server/platform/use-case.ts';
import { addTurn, refuseNewcomer, takesPosts, thread } from '#server/discussions/index.ts';
import { poll } from '../access.ts';
import { tellVoters } from '../closing.ts';
import { deadlineFault } from '../rules.ts';
import { pollQueue } from '../jobs.ts';
import { DEFAULT_DAYS, OpenPoll } from '../schemas.ts';

export const openPoll = command('decisions.openPoll', {
  summary: 'Puts a question to the organisations of a thread; each of them has one vote.',
  input: OpenPoll,
  subject: thread.of('threadId'),
  gate: 'poll.open',
  words: ['question', 'options'],
  limit: { points: 10, seconds: 60 },
  async run({ input, subject, actor, tx, audit }) {
    if (subject.kind === 'chat') throw conflict('CHAT_STAYS');
    if (!takesPosts(subject)) throw conflict('THREAD_CLOSED');
    await refuseNewcomer(tx, actor);
    const closesAt = input.closesAt
      ? new Date(input.closesAt)
      : new Date(tx.now.getTime() + DEFAULT_DAYS[input.kind] * 86_400_000);
    const fault = deadlineFault(closesAt, tx.now);
    if (fault) throw invalid('INVALID_INPUT', undefined, [{ path: 'closesAt', message: fault }]);

    const pollId = newId();
    const [first] = await tx.sql<{ id: string }>`
      INSERT INTO poll (id, thread_id, kind, question, lang, opened_by, org_id, client_id, opened_at, closes_at, results)
      VALUES (${pollId}, ${subject.id}, ${input.kind}, ${input.question}, ${input.lang}, ${actor.personId},
              ${actor.orgId}, ${input.clientId}, ${tx.now}, ${closesAt}, ${input.results})
      ON CONFLICT (thread_id, opened_by, client_id) DO NOTHING RETURNING id`;
    if (!first)
      return { pollId: await openedBefore(tx, subject.id, actor.personId!, input.clientId) };

    const options: (string | Date)[] = [
      ...(input.options ?? []),
      ...(input.dates ?? [])
        .map((date) => new Date(date))
        .sort((a, b) => a.getTime() - b.getTime()),
    ];
    for (const [position, option] of options.entries()) {
      await tx.sql`
        INSERT INTO poll_option (id, poll_id, position, label, starts_at)
        VALUES (${newId()}, ${pollId}, ${position}, ${typeof option === 'string' ? option : null},
                ${typeof option === 'string' ? null : option})`;
    }
    await addTurn(tx, subject.id, actor, { kind: 'pollOpened', pollId });
    await enqueue(tx, pollQueue, {}, { startAfter: closesAt });
    const row = (await poll.find(tx, pollId))!;
    await tellVoters(tx, row, 'poll.opened', row.voters, actor.personId);
    audit({ threadId: subject.id, pollId, kind: input.kind });
    return { pollId };
  },
});

async function openedBefore(
  tx: Tx,
  threadId: string,
  personId: string,
  clientId: string,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    SELECT id FROM poll WHERE thread_id = ${threadId} AND opened_by = ${personId} AND client_id = ${clientId}`;
  return row!.id;
}
