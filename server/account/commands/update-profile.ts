import { myself } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { UpdateProfile } from '../schemas.ts';

/** Changes one's own name, readings, language and time zone. */
export const updateProfile = command('account.updateProfile', {
  input: UpdateProfile,
  subject: myself,
  gate: 'user.updateSelf',
  summary: 'Change one’s own name, language and time zone',
  async run({ input, actor, tx }) {
    await tx.sql`UPDATE person SET family_name = ${input.familyName}, given_name = ${input.givenName},
      family_reading = ${input.familyReading || null}, given_reading = ${input.givenReading || null},
      latin_name = ${input.latinName || null}, lang = ${input.lang}, time_zone = ${input.timeZone}
      WHERE id = ${actor.personId}`;
    return { saved: true };
  },
});
