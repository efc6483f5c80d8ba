import type { Capability } from '#server/platform/kernel.ts';
import { castVote } from './commands/cast-vote.ts';
import { closePoll } from './commands/close-poll.ts';
import { giveProxy } from './commands/give-proxy.ts';
import { moveDeadline } from './commands/move-deadline.ts';
import { openPoll } from './commands/open-poll.ts';
import { revokeProxy } from './commands/revoke-proxy.ts';
import { stateOutcome } from './commands/state-outcome.ts';
import { listProxies } from './queries/list-proxies.ts';
import { ofThread } from './queries/of-thread.ts';
import { pollPage } from './queries/poll-page.ts';

export { tendPolls } from './closing.ts';
export { pollQueue, pollSchedule } from './jobs.ts';

/** Questions put to the organisations of a thread: one vote each, a deadline, and an outcome in words. */
export const decisions = {
  useCases: [
    ofThread,
    pollPage,
    openPoll,
    castVote,
    moveDeadline,
    closePoll,
    stateOutcome,
    listProxies,
    giveProxy,
    revokeProxy,
  ],
} satisfies Capability;
