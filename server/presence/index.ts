import type { Capability } from '#server/platform/kernel.ts';
import { choose } from './commands/choose.ts';
import { inProject } from './queries/in-project.ts';
import { inThread } from './queries/in-thread.ts';
import { of } from './queries/of.ts';
import { own } from './queries/own.ts';

export { beat } from './beat.ts';

/**
 * Who is here now, for those who work with them: volatile and best effort. A page in front of
 * somebody makes one row young every few seconds; others ask, nothing is sent round.
 */
export const presence = {
  useCases: [of, inThread, inProject, own, choose],
} satisfies Capability;
