import type { Capability } from '#server/platform/kernel.ts';
import { breakGlass } from './commands/break-glass.ts';
import { endBreakGlass } from './commands/end-break-glass.ts';
import { reviewBreakGlass } from './commands/review-break-glass.ts';
import { accessLog } from './queries/access-log.ts';
import { emergencies } from './queries/emergencies.ts';
import { emergencyPage } from './queries/emergency-page.ts';
import { exportAccessLog } from './queries/export-access-log.ts';
import { describeEmergencies } from './subjects.ts';

export {
  emergencyFigures,
  emergencyQueue,
  emergencySchedule,
  endEmergencies,
} from './emergencies.ts';

/** What keeps watch over patients' data: who has seen a case and why, and access in an emergency. */
export const privacy = {
  useCases: [
    accessLog,
    exportAccessLog,
    breakGlass,
    endBreakGlass,
    reviewBreakGlass,
    emergencies,
    emergencyPage,
  ],
  subjects: { emergency: describeEmergencies },
} satisfies Capability;
