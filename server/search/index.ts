import type { Capability } from '#server/platform/kernel.ts';
import { everything } from './queries/everything.ts';

/** One box for everything that has a title. */
export const search = { useCases: [everything] } satisfies Capability;
