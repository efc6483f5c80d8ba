import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { Capability } from '#server/platform/kernel.ts';
import { savePreferences } from './commands/save-preferences.ts';
import { setSpaceMails } from './commands/set-space-mails.ts';
import { resubscribe, unsubscribe } from './commands/unsubscribe.ts';
import { newsFor, type NewsVars } from './content.ts';
import { preferencesPage } from './queries/preferences-page.ts';
import { unsubscribePage } from './queries/unsubscribe-page.ts';
import { unsubscribeToken } from './tokens.ts';

export { preferencesOf } from './preferences.ts';
export { quietUntil } from './rules.ts';
export { nameIn, written } from './words.ts';
export { atOnceQueue, digestQueue, mailingSchedules, writeAtOnce, writeDigests } from './due.ts';

type ToFill = { kind: string; personId: string; lang: Lang; vars: unknown };

/** Says what a mail of news says, when it goes out: for the worker that sends the outbox. */
export function mailFiller(capabilities: Record<string, Capability>, keyRing: KeyRing) {
  return async (tx: Tx, { personId, lang, vars }: ToFill): Promise<object | null> => {
    const news = vars as NewsVars;
    const content = await newsFor(tx, capabilities, { personId, lang }, news);
    if (!content) return null;
    const token = unsubscribeToken(keyRing, { personId, rhythm: news.rhythm });
    return { ...content, unsubscribePath: `/unsubscribe/${token}` };
  };
}

/** What people are told of by mail: when they want it, and together with what. */
export const mailings = {
  useCases: [
    preferencesPage,
    savePreferences,
    setSpaceMails,
    unsubscribePage,
    unsubscribe,
    resubscribe,
  ],
} satisfies Capability;
