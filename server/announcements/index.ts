import type { Capability } from '#server/platform/kernel.ts';
import { publish } from './commands/publish.ts';
import { putAway } from './commands/put-away.ts';
import { update } from './commands/update.ts';
import { withdraw } from './commands/withdraw.ts';
import { list } from './queries/list.ts';
import { announcementPage } from './queries/page.ts';
import { source } from './queries/source.ts';
import { describeAnnouncements } from './subjects.ts';

export { announcementsOnHome, currentAnnouncements, type AnnouncementLine } from './reading.ts';

/** What the secretariat announces to everybody or to kinds of organisations. */
export const announcements = {
  useCases: [list, announcementPage, source, publish, update, withdraw, putAway],
  subjects: { announcement: describeAnnouncements },
} satisfies Capability;
