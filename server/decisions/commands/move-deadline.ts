import { sql } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { enqueue } from '#server/platform/jobs/index.ts';
import { command } from '#server/platform/use-case.ts';
import { addTurn } from '#server/discussions/index.ts';
import { poll } from '../access.ts';
import { pollQueue } from '../jobs.ts';
import { deadlineFault } from '../rules.ts';
import { MoveDeadline } from '../schemas.ts';

export const moveDeadline = command('decisions.moveDeadline', {
  summary: 'Gives an open poll another deadline, which lies ahead.',
  input: MoveDeadline,
  subject: poll.of('pollId'),
  gate: 'poll.tend',
  async run({ input, subject, actor, tx, audit }) {
    const closesAt = new Date(input.closesAt);
    const fault = deadlineFault(closesAt, tx.now);
    if (fault) throw invalid('INVALID_INPUT', undefined, [{ path: 'closesAt', message: fault }]);
    // One that has run out is over, even if nothing has closed it yet.
    const { count } = await tx.query(
      sql`UPDATE poll SET closes_at = ${closesAt}::timestamptz, version = version + 1,
                 reminded_at = CASE WHEN ${closesAt}::timestamptz > closes_at THEN NULL ELSE reminded_at END
           WHERE id = ${subject.id}::uuid AND state = 'open' AND version = ${input.version}::int
             AND closes_at > ${tx.now}::timestamptz`,
    );
    if (count === 0) throw conflict(subject.state === 'open' ? 'STALE_VERSION' : 'VOTING_ENDED');
    await enqueue(tx, pollQueue, {}, { startAfter: closesAt });
    await addTurn(tx, subject.threadId, actor, {
      kind: 'pollDeadline',
      was: subject.closesAt.toISOString(),
      became: closesAt.toISOString(),
      pollId: subject.id,
    });
    audit({ threadId: subject.threadId });
    return { threadId: subject.threadId };
  },
});
