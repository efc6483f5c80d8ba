import type { Capability } from '#server/platform/kernel.ts';
import { overview } from './queries/overview.ts';
import { shell } from './queries/shell.ts';

export { waitingItems, type WaitingItem } from './waiting.ts';

/** What frames every page, and the page that says what waits. */
export const home = { useCases: [overview, shell] } satisfies Capability;
