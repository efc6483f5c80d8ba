import type { Capability } from '#server/platform/kernel.ts';
import { event } from './access.ts';
import { addSession } from './commands/add-session.ts';
import { cancelRegistration } from './commands/cancel-registration.ts';
import { createEvent } from './commands/create-event.ts';
import { publishEvent } from './commands/publish-event.ts';
import { register } from './commands/register.ts';
import { removeSession } from './commands/remove-session.ts';
import { updateEvent } from './commands/update-event.ts';
import { updateSession } from './commands/update-session.ts';
import { listAttendees } from './queries/attendees.ts';
import { choices } from './queries/choices.ts';
import { editPage } from './queries/edit-page.ts';
import { eventCalendar } from './queries/event-calendar.ts';
import { eventPage } from './queries/event-page.ts';
import { exportAttendees } from './queries/export-attendees.ts';
import { listEvents } from './queries/list-events.ts';
import { publicList, publicPage } from './queries/public-events.ts';
import { describeEvents } from './subjects.ts';

export { event, registration } from './access.ts';
export type { EventCard } from './heads.ts';
export type { EventView } from './view.ts';

/** Events: their programmes, their seats, and who holds one. */
export const events = {
  useCases: [
    addSession,
    cancelRegistration,
    choices,
    createEvent,
    editPage,
    eventCalendar,
    eventPage,
    exportAttendees,
    listAttendees,
    listEvents,
    publicList,
    publicPage,
    publishEvent,
    register,
    removeSession,
    updateEvent,
    updateSession,
  ],
  channels: { event: { noun: event, action: 'event.view' } },
  subjects: { event: describeEvents },
} satisfies Capability;
