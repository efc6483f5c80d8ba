import type { Capability } from '#server/platform/kernel.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { announce } from './commands/announce.ts';
import { withdraw } from './commands/withdraw.ts';
import { leaving } from './queries/leaving.ts';
import { page } from './queries/page.ts';
import { describeResignations } from './subjects.ts';

export { remindOfResignations } from './reminding.ts';
export { resignationQueue, resignationSchedule, takeEffect } from './taking-effect.ts';
export { departuresWaiting } from './waiting.ts';

/** Organisations that leave the Forum: said, acknowledged, and on the day after their last, gone. */
export const resignations = {
  useCases: [page, leaving, announce, withdraw, acknowledge],
  subjects: { resignation: describeResignations },
} satisfies Capability;
