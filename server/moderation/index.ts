import type { Capability } from '#server/platform/kernel.ts';
import { claimReport } from './commands/claim-report.ts';
import { decideReport } from './commands/decide-report.ts';
import { holdFirstPosts } from './commands/hold-first-posts.ts';
import { liftBar } from './commands/lift-bar.ts';
import { refusePost } from './commands/refuse-post.ts';
import { releasePost } from './commands/release-post.ts';
import { releaseReport } from './commands/release-report.ts';
import { reportPost } from './commands/report-post.ts';
import { casePage } from './queries/case-page.ts';
import { heldPage } from './queries/held-page.ts';
import { heldPosts } from './queries/held-posts.ts';
import { queue } from './queries/queue.ts';
import { reportForm } from './queries/report-form.ts';
import { reportPage } from './queries/report-page.ts';
import { describeReports } from './subjects.ts';

export { remindOffice, remindQueue, remindSchedule } from './reminding.ts';
export { moderationWaiting } from './waiting.ts';

/** What the secretariat reads and decides: reports of posts, and first posts before others see them. */
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
    liftBar,
    heldPosts,
    heldPage,
    releasePost,
    refusePost,
    holdFirstPosts,
  ],
  subjects: { report: describeReports },
} satisfies Capability;
