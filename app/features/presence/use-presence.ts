import type { Presence } from './presence-text.ts';
import { useAsked } from './use-asked.ts';

/** When these people were last here: as the page was read, and asked anew while it is looked at. */
export function usePresence(personIds: readonly string[], start: Presence): Presence {
  return useAsked('presence.of', JSON.stringify({ personIds: personIds.toSorted() }), start);
}
