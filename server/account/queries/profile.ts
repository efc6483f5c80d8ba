import { z } from 'zod';
import { myself } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';

type Profile = {
  email: string;
  familyName: string;
  givenName: string;
  familyReading: string | null;
  givenReading: string | null;
  latinName: string | null;
  lang: string;
  timeZone: string;
};

/** One's own name, readings, language and time zone. */
export const profile = query('account.profile', {
  input: z.strictObject({}),
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'One’s own profile',
  async run({ actor, tx }) {
    const [row] = await tx.sql<Profile>`
      SELECT email, family_name AS "familyName", given_name AS "givenName", family_reading AS "familyReading",
             given_reading AS "givenReading", latin_name AS "latinName", lang, time_zone AS "timeZone"
      FROM person WHERE id = ${actor.personId}`;
    return row!;
  },
});
