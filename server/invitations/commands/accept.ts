import { anywhere } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { hashPassword } from '#server/platform/passwords.ts';
import { command } from '#server/platform/use-case.ts';
import type { z } from 'zod';
import { becomeColleague, takeUp, type Taken } from '../joining.ts';
import { nameLangOf } from '../rules.ts';
import { AcceptInvitation } from '../schemas.ts';

/**
 * Makes an account for the address that was invited, which the link proves to be theirs. An address that
 * has one already joins by `invitations.join`.
 */
export const accept = command('invitations.accept', {
  summary: 'Accepts an invitation with a new account: name, readings and password.',
  input: AcceptInvitation,
  subject: anywhere,
  gate: 'account.use',
  doors: ['web'],
  secret: true,
  limit: { points: 20, seconds: 600 },
  async run({ input, tx, emit, audit }) {
    const passwordHash = await hashPassword(input.password);
    const personId = newId();
    const taken = await takeUp(tx, input.secret, personId, { ofPerson: false });
    await makePerson(tx, personId, taken, input);
    await tx.sql`
      INSERT INTO credential (person_id, password_hash, changed_at) VALUES (${personId}, ${passwordHash}, ${tx.now})`;
    await becomeColleague(tx, emit, taken, personId);
    audit({ person: personId, orgId: taken.orgId, invitationId: taken.id });
    return { email: taken.email };
  },
});

async function makePerson(
  tx: Tx,
  id: string,
  { email, lang }: Taken,
  name: z.output<typeof AcceptInvitation>,
): Promise<void> {
  const nameLang = nameLangOf(`${name.familyName} ${name.givenName}`, lang);
  const made = await tx.sql`
    INSERT INTO person (id, email, family_name, given_name, name_lang, family_reading, given_reading, latin_name, lang,
      time_zone, created_at)
    VALUES (${id}, ${email}, ${name.familyName}, ${name.givenName}, ${nameLang}, ${name.familyReading || null},
      ${name.givenReading || null}, ${name.latinName || null}, ${lang}, ${name.timeZone}, ${tx.now})
    ON CONFLICT (email) DO NOTHING RETURNING 1`;
  if (made.length === 0) throw conflict('STATE_CHANGED');
}
