import type { Capability } from '#server/platform/kernel.ts';
import { correct } from './commands/correct.ts';
import { enter } from './commands/enter.ts';
import { ending } from './queries/ending.ts';
import { page } from './queries/page.ts';
import { describeCertifications } from './subjects.ts';

export { certificationQueue, certificationSchedule, remindOfEnds } from './reminding.ts';
export { STANDING_KINDS, type CertifiedStanding, type Standing } from './plain.ts';
export { lapsesOn, type Lapse } from './rules.ts';
export { lapsedNow, lapsedStandings, refuseLapsed } from './standing.ts';

/** Certifications, registrations and contracts of organisations, how long they hold, and what ends with them. */
export const certifications = {
  useCases: [page, ending, enter, correct],
  subjects: { certification: describeCertifications },
} satisfies Capability;
