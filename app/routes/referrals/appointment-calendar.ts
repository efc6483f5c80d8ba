import { download } from '#app/features/events/download.ts';

/** A confirmed appointment for a calendar. */
export const loader = download(async ({ forum, params }) => {
  const { fileName, calendar } = await forum.call('appointments.calendar', {
    appointmentId: params.appointmentId ?? '',
  });
  return { fileName, mediaType: 'text/calendar; charset=utf-8', body: calendar };
});
