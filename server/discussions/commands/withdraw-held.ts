import { command } from '#server/platform/use-case.ts';
import { held } from '../held/access.ts';
import { withdrawHeld as takeBack } from '../held/hold.ts';
import { OfHeld } from '../schemas.ts';

export const withdrawHeld = command('discussions.withdrawHeld', {
  summary: 'Takes back what one wrote while it waits for the secretariat.',
  input: OfHeld,
  subject: held.of('heldId'),
  gate: 'held.withdraw',
  async run({ subject, tx }) {
    await takeBack(tx, subject);
    const { projectId, threadId, title } = subject;
    return { projectId, threadId: title === null ? threadId : null };
  },
});
