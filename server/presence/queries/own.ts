import { myself } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';
import { Own } from '../schemas.ts';

/** Whether one hides one's own presence. */
export const own = query('presence.own', {
  summary: 'Whether the caller hides when they are here.',
  input: Own,
  subject: myself,
  gate: 'user.viewSelf',
  doors: ['web'],
  async run({ actor, tx }) {
    const [row] = await tx.sql<{ hidden: boolean }>`
      SELECT hidden FROM presence WHERE person_id = ${actor.personId}`;
    return { hidden: row?.hidden ?? false };
  },
});
