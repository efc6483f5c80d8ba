import { myself } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { keepPreferences } from '../preferences.ts';
import { SavePreferences } from '../schemas.ts';

/** Chooses how one is told by mail. */
export const savePreferences = command('mailings.savePreferences', {
  input: SavePreferences,
  subject: myself,
  gate: 'user.updateSelf',
  summary: 'Choose which mails come when, the hour of the digest and the quiet hours',
  async run({ input, actor, tx }) {
    await keepPreferences(tx, actor.personId!, input);
    return { saved: true };
  },
});
