import type { Capability } from '#server/platform/kernel.ts';
import { savePreferences } from './commands/save-preferences.ts';
import { setSpaceMails } from './commands/set-space-mails.ts';
import { preferencesPage } from './queries/preferences-page.ts';

/** What people are told of by mail: when they want it, and together with what. */
export const mailings = {
  useCases: [preferencesPage, savePreferences, setSpaceMails],
} satisfies Capability;
