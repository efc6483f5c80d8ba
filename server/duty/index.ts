import type { Capability } from '#server/platform/kernel.ts';
import { endDeputyship } from './commands/end-deputyship.ts';
import { nameDeputy } from './commands/name-deputy.ts';
import { setDay } from './commands/set-day.ts';
import { setWeek } from './commands/set-week.ts';
import { page } from './queries/page.ts';
import { describeRotas } from './subjects.ts';

export { onDuty } from './on-duty.ts';

/** Who of a hospital is on duty for referrals, and who stands in for a coordinator who is away. */
export const duty = {
  useCases: [page, setWeek, setDay, nameDeputy, endDeputyship],
  subjects: { dutyRota: describeRotas },
} satisfies Capability;
