import { z } from 'zod';
import { myself } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';

/** Removes the second factor and its recovery codes (asks for a fresh code first, by its gate). */
export const removeSecondFactor = command('account.removeSecondFactor', {
  input: z.strictObject({}),
  subject: myself,
  gate: 'user.security',
  summary: 'Remove the second factor',
  doors: ['web'],
  async run({ actor, tx }) {
    await tx.sql`DELETE FROM recovery_code WHERE person_id = ${actor.personId}`;
    await tx.sql`UPDATE credential SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
      WHERE person_id = ${actor.personId}`;
    return { removed: true };
  },
});
