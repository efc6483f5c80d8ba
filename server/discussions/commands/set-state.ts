import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { changeThread } from '../change-thread.ts';
import { SetState } from '../schemas.ts';
import { stepTo } from '../states.ts';
import { addTurn } from '../turns.ts';

export const setState = command('discussions.setState', {
  summary: 'Puts a thread on hold, says that it is decided, closes it, or opens it again.',
  input: SetState,
  subject: thread.of('threadId'),
  gate: 'thread.setState',
  words: ['reason'],
  async run({ input, subject, actor, tx, audit }) {
    const step = stepTo(subject, input.to);
    if (!step) throw conflict('STATE_CHANGED');
    if (step.needs === 'reason' && !input.reason) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'reason', message: 'required' }]);
    }
    const version = await changeThread(tx, subject, input.version, { state: input.to });
    await addTurn(tx, subject.id, actor, {
      kind: 'state',
      was: step.from,
      became: step.to,
      reason: input.reason || null,
    });
    audit({ from: step.from, to: step.to });
    return { state: input.to, version };
  },
});
