import { anywhere } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { SetLanguage } from '../schemas.ts';

/** Chooses the language of pages and mails; visitors are remembered by a cookie, not here. */
export const setLanguage = command('account.setLanguage', {
  input: SetLanguage,
  subject: anywhere,
  gate: 'account.use',
  summary: 'Choose the language of pages and mails',
  audited: false,
  async run({ input, actor, tx }) {
    if (actor.personId)
      await tx.sql`UPDATE person SET lang = ${input.lang} WHERE id = ${actor.personId}`;
    return { lang: input.lang };
  },
});
