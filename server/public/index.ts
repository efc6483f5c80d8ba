import type { Capability } from '#server/platform/kernel.ts';
import { about } from './queries/about.ts';

export type { About, PublicText } from './about.ts';

/** What the forum says to everybody, before anybody signs in. */
export const publicSite = { useCases: [about] } satisfies Capability;
