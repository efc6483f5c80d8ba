import type { Capability } from '#server/platform/kernel.ts';
import { claimReport } from './commands/claim-report.ts';
import { decideReport } from './commands/decide-report.ts';
import { releaseReport } from './commands/release-report.ts';
import { reportPost } from './commands/report-post.ts';
import { casePage } from './queries/case-page.ts';
import { queue } from './queries/queue.ts';
import { reportForm } from './queries/report-form.ts';
import { reportPage } from './queries/report-page.ts';
import { describeReports } from './subjects.ts';

export { remindOfReports, remindQueue, remindSchedule } from './reminding.ts';
export { moderationWaiting } from './waiting.ts';

/** What the secretariat is told of by members, and decides: reports of posts. */
export const moderation = {
  useCases: [
    reportForm,
    reportPost,
    queue,
    casePage,
    reportPage,
    claimReport,
    releaseReport,
    decideReport,
  ],
  subjects: { report: describeReports },
} satisfies Capability;
