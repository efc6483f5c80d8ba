import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { poll } from '../access.ts';
import { closePollRow } from '../closing.ts';
import { ClosePoll } from '../schemas.ts';

export const closePoll = command('decisions.closePoll', {
  summary: 'Ends the voting of a poll before its deadline.',
  input: ClosePoll,
  subject: poll.of('pollId'),
  gate: 'poll.tend',
  async run({ input, subject, actor, tx, audit }) {
    if (subject.state === 'closed') return { threadId: subject.threadId };
    const { personId, orgId } = actor;
    const closed = await closePollRow(tx, subject, { personId, orgId, version: input.version });
    if (!closed) throw conflict('STALE_VERSION');
    audit({ threadId: subject.threadId });
    return { threadId: subject.threadId };
  },
});
