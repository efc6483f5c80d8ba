import type { Capability } from '#server/platform/kernel.ts';
import { answerFor } from '#server/referrals/index.ts';
import { arrange } from './commands/arrange.ts';
import { cancel } from './commands/cancel.ts';
import { confirm } from './commands/confirm.ts';
import { propose } from './commands/propose.ts';
import { calendar } from './queries/calendar.ts';
import { meeting } from './queries/meeting.ts';
import { ofCase } from './queries/of-case.ts';
import { slots } from './queries/slots.ts';
import { openFollowUp } from './requirements.ts';

export {
  cancelOpinionTime,
  closeOpinionTime,
  endVisitTime,
  opinionTimeOf,
} from './opinion-time.ts';
export { appointmentsSeen, type AppointmentSeen } from './seen.ts';
export { lapseProposals, lapseQueue, lapseSchedule } from './lapsing.ts';
export { plannedTimesOf, shownTimesOf } from './planned.ts';
export { nearQueue, nearSchedule, remindOfAppointments } from './reminding.ts';

answerFor('followUp', openFollowUp);

/** The appointment of an accepted case: times proposed and kept, one confirmed, all on the booking engine. */
export const appointments = {
  scope: 'referrals',
  useCases: [ofCase, slots, calendar, meeting, propose, confirm, cancel, arrange],
} satisfies Capability;
