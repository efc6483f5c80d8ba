import type { Answer } from '#server/forum.ts';
import type { T } from '#app/i18n/use-t.ts';

/** When people were last here, by their id; nobody else is named. */
export type Presence = Answer<'presence.of'>;
export type Ago = Presence[string];

/** "Here now", "Here about 20 minutes ago"; nothing where nothing is known. */
export function presenceText(ago: Ago | undefined, t: T<'presence'>): string | null {
  if (ago === undefined) return null;
  return ago === 0 ? t('now') : t(`ago.${ago}`);
}
