import type { Capability } from '#server/platform/kernel.ts';
import { everything } from './queries/everything.ts';
import { instant } from './queries/instant.ts';

export { fillQueue, fillSchedule, fillSearch } from './fill.ts';

/** One box for everything that can be read. */
export const search = { useCases: [everything, instant] } satisfies Capability;
