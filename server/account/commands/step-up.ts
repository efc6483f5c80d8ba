import { myself } from '#server/membership/index.ts';
import { invalid } from '#server/platform/errors.ts';
import { verifyPassword } from '#server/platform/passwords.ts';
import { command } from '#server/platform/use-case.ts';
import { countCode } from '../attempts.ts';
import { acceptCode } from '../credentials.ts';
import { StepUp } from '../schemas.ts';

/** Gives a factor again for the acts that ask for a fresh one: the code where one is set up. */
export const stepUp = command('account.stepUp', {
  input: StepUp,
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'Give the second factor again',
  doors: ['web'],
  secret: true,
  async run({ input, actor, tx, services }) {
    await countCode(actor.personId!);
    if (!(await isGood())) throw invalid(actor.hasFactor ? 'CODE_WRONG' : 'PASSWORD_WRONG');
    await tx.sql`UPDATE session SET factor_at = ${tx.now} WHERE id = ${actor.sessionId}`;
    return { done: true };

    async function isGood() {
      if (actor.hasFactor)
        return acceptCode(tx, services.keyRing, actor.personId!, input.code ?? '');
      const [stored] = await tx.sql<{ hash: string }>`
        SELECT password_hash AS hash FROM credential WHERE person_id = ${actor.personId}`;
      return verifyPassword(stored?.hash ?? null, input.password ?? '');
    }
  },
});
