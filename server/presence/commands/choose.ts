import { myself } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { Choose } from '../schemas.ts';

/**
 * Hides when one is here, or shows it again. What was known until then is forgotten: whoever hides is
 * not shown as having been here lately, and whoever comes back is not shown as having hidden.
 */
export const choose = command('presence.choose', {
  summary: 'Hide when the caller is here, or show it again.',
  input: Choose,
  subject: myself,
  gate: 'user.updateSelf',
  doors: ['web'],
  async run({ input, actor, tx }) {
    await tx.sql`
      INSERT INTO presence (person_id, at, hidden) VALUES (${actor.personId}, to_timestamp(0), ${input.hidden})
      ON CONFLICT (person_id) DO UPDATE SET hidden = excluded.hidden, at = excluded.at
       WHERE presence.hidden <> excluded.hidden`;
    return { hidden: input.hidden };
  },
});
