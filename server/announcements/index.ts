import type { Capability } from '#server/platform/kernel.ts';
import { announceMaintenance } from './commands/announce-maintenance.ts';
import { changeMaintenance } from './commands/change-maintenance.ts';
import { publish } from './commands/publish.ts';
import { putAway } from './commands/put-away.ts';
import { update } from './commands/update.ts';
import { withdraw } from './commands/withdraw.ts';
import { withdrawMaintenance } from './commands/withdraw-maintenance.ts';
import { list } from './queries/list.ts';
import { maintenancePage } from './queries/maintenance-page.ts';
import { maintenanceWindows } from './queries/maintenance-windows.ts';
import { nextMaintenance } from './queries/next-maintenance.ts';
import { announcementPage } from './queries/page.ts';
import { source } from './queries/source.ts';
import { describeAnnouncements } from './subjects.ts';

export { NEXT_MAINTENANCE, type Maintenance } from './maintenance.ts';
export { announcementsOnHome, currentAnnouncements, type AnnouncementLine } from './reading.ts';

/** What the secretariat announces, to everybody or to kinds of organisations, and when the forum is worked on. */
export const announcements = {
  useCases: [
    list,
    announcementPage,
    source,
    publish,
    update,
    withdraw,
    putAway,
    nextMaintenance,
    maintenanceWindows,
    maintenancePage,
    announceMaintenance,
    changeMaintenance,
    withdrawMaintenance,
  ],
  subjects: { announcement: describeAnnouncements },
} satisfies Capability;
