import { myself } from '#server/membership/index.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { newRecoveryCodes } from '#server/platform/second-factor.ts';
import { command } from '#server/platform/use-case.ts';
import { countCode } from '../attempts.ts';
import { acceptTotp } from '../credentials.ts';
import { ConfirmSecondFactor } from '../schemas.ts';

/** Confirms the authenticator app with its first code; the answer is the only copy of the recovery codes. */
export const confirmSecondFactor = command('account.confirmSecondFactor', {
  input: ConfirmSecondFactor,
  subject: myself,
  gate: 'user.security',
  summary: 'Confirm the second factor',
  doors: ['web'],
  secret: true,
  async run({ input, actor, tx, services }) {
    if (actor.hasFactor) throw conflict('FACTOR_EXISTS');
    await countCode(actor.personId!);
    if (!(await acceptTotp(tx, services.keyRing, actor.personId!, input.code)))
      throw invalid('CODE_WRONG');
    const codes = newRecoveryCodes();
    await tx.sql`DELETE FROM recovery_code WHERE person_id = ${actor.personId}`;
    for (const { hash } of codes) {
      await tx.sql`INSERT INTO recovery_code (id, person_id, hash) VALUES (${newId()}, ${actor.personId}, ${hash})`;
    }
    await tx.sql`UPDATE credential SET totp_confirmed_at = ${tx.now} WHERE person_id = ${actor.personId}`;
    await tx.sql`UPDATE session SET factor_at = ${tx.now} WHERE id = ${actor.sessionId}`;
    return { recoveryCodes: codes.map(({ code }) => code) };
  },
});
