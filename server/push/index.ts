import type { Capability } from '#server/platform/kernel.ts';
import { subscribe } from './commands/subscribe.ts';
import { forget, unsubscribe } from './commands/unsubscribe.ts';
import { own } from './queries/own.ts';

export { fanOut, sendOne, sendQueue } from './sending.ts';

/** Notifications at browsers that are closed or in the background, for those who turn it on there. */
export const push = { useCases: [own, subscribe, unsubscribe, forget] } satisfies Capability;
