import { download } from '#app/features/events/download.ts';

/** The event for a calendar. */
export const loader = download(async ({ forum, params }) => {
  const { fileName, calendar } = await forum.call('events.calendar', {
    eventId: params.eventId ?? '',
  });
  return { fileName, mediaType: 'text/calendar; charset=utf-8', body: calendar };
});
