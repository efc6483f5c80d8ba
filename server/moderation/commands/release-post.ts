import { held, releaseHeld } from '#server/discussions/index.ts';
import { command } from '#server/platform/use-case.ts';
import { OfHeld } from '../schemas.ts';

/** Lets a first post go to its thread. Of two of the secretariat at one moment, one has done it. */
export const releasePost = command('moderation.releasePost', {
  summary:
    'Releases a first post that waits for the secretariat: it stands in its thread from now on.',
  input: OfHeld,
  subject: held.of('heldId'),
  gate: 'held.decide',
  async run({ subject, actor, tx, audit }) {
    const { id: postId, seq } = await releaseHeld(tx, subject, actor.personId!);
    const { threadId, authorId, orgId } = subject;
    audit({ postId, threadId, authorId, orgId });
    return { threadId, seq };
  },
});
