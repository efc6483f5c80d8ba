import type { Capability } from '#server/platform/kernel.ts';
import { answerFor, whenConsentEnds } from '#server/referrals/index.ts';
import { closeLinks } from './links.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { issue } from './commands/issue.ts';
import { openLink } from './commands/open-link.ts';
import { print } from './commands/print.ts';
import { review } from './commands/review.ts';
import { save } from './commands/save.ts';
import { send } from './commands/send.ts';
import { ofCase } from './queries/of-case.ts';
import { read } from './queries/read.ts';
import { missingSummary } from './requirements.ts';

export { remindOfSummaries, summaryQueue, summarySchedule } from './reminding.ts';

answerFor('returnSummary', missingSummary);
whenConsentEnds(closeLinks);

/** What the hospital writes back to the sending doctor, and that it was read. */
export const summaries = {
  scope: 'referrals',
  useCases: [ofCase, read, save, issue, print, send, review, openLink, acknowledge],
} satisfies Capability;
