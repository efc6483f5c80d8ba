import type { Capability } from '#server/platform/kernel.ts';
import { exportStatistics } from './queries/export.ts';
import { page } from './queries/page.ts';

export { publishQueue, publishSchedule, publishStatistics } from './publishing.ts';

/** Numbers of patients from abroad that write themselves, as far as each caller may count. */
export const statistics = { useCases: [page, exportStatistics] } satisfies Capability;
