import { myself } from '#server/membership/index.ts';
import type { AuthorView } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { Blocked } from '../schemas.ts';

/** Whom one has blocked, to be taken back. */
export const blocked = query('direct.blocked', {
  summary: 'The people whom the caller has blocked.',
  input: Blocked,
  subject: myself,
  gate: 'user.viewSelf',
  async run({ actor, tx }) {
    const people = await tx.sql<AuthorView>`
      SELECT p.id, p.family_name AS "familyName", p.given_name AS "givenName",
             p.name_lang AS "nameLang", p.latin_name AS "latinName"
        FROM person_block b JOIN person p ON p.id = b.blocked_id
       WHERE b.person_id = ${actor.personId} ORDER BY b.at DESC`;
    return { people };
  },
});
