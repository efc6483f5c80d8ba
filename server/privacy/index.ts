import type { Capability } from '#server/platform/kernel.ts';
import { breakGlass } from './commands/break-glass.ts';
import { askErasure, askHold, decideRequest, withdrawRequest } from './commands/keeping.ts';
import { endBreakGlass } from './commands/end-break-glass.ts';
import { reviewBreakGlass } from './commands/review-break-glass.ts';
import { accessLog } from './queries/access-log.ts';
import { emergencies } from './queries/emergencies.ts';
import { emergencyPage } from './queries/emergency-page.ts';
import { keeping } from './queries/keeping.ts';
import { exportAccessLog } from './queries/export-access-log.ts';
import { describeEmergencies } from './subjects.ts';

export { readAccessLog } from './access-log.ts';
export type { LogEntry } from './rules/log-entries.ts';
export {
  emergencyFigures,
  emergencyQueue,
  emergencySchedule,
  endEmergencies,
} from './emergencies.ts';
export { extendErasureList, readErasureList, replayErasures } from './erasure-list.ts';
export { proveErased, signedProof } from './proving.ts';
export { retentionQueue, retentionSchedule, runRetention } from './retention.ts';
export { emergenciesToReview, requestsToDecide } from './waiting.ts';

/** What keeps watch over patients' data: who has seen a case and why, access in an emergency, and how long they are kept. */
export const privacy = {
  useCases: [
    accessLog,
    exportAccessLog,
    breakGlass,
    endBreakGlass,
    reviewBreakGlass,
    emergencies,
    emergencyPage,
    keeping,
    askErasure,
    askHold,
    decideRequest,
    withdrawRequest,
  ],
  subjects: { emergency: describeEmergencies },
} satisfies Capability;
