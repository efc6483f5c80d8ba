import type { Capability } from '#server/platform/kernel.ts';
import { markRead } from './commands/mark-read.ts';
import { post } from './commands/post.ts';
import { messages } from './queries/messages.ts';
import { standing } from './queries/standing.ts';
import { describeCaseThreads } from './subjects.ts';

export { sealMessage } from './sealing.ts';

/** The conversation of those who carry an accepted case. Its news come over the case's own channel. */
export const caseThread = {
  scope: 'referrals',
  useCases: [standing, messages, post, markRead],
  subjects: { caseThread: describeCaseThreads },
} satisfies Capability;
