import { held, refuseHeld } from '#server/discussions/index.ts';
import { command } from '#server/platform/use-case.ts';
import { RefusePost } from '../schemas.ts';

export const refusePost = command('moderation.refusePost', {
  summary: 'Refuses a first post that waits for the secretariat; its author reads the reason.',
  input: RefusePost,
  subject: held.of('heldId'),
  gate: 'held.decide',
  async run({ input, subject, actor, tx, audit }) {
    await refuseHeld(tx, subject, actor.personId!, input.reason);
    audit({ threadId: subject.threadId, authorId: subject.authorId, orgId: subject.orgId });
    return null;
  },
});
