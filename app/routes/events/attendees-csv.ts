import { download } from '#app/features/events/download.ts';

/** The list of attendees for a spreadsheet. */
export const loader = download(async ({ forum, params }) => {
  const { fileName, csv } = await forum.call('events.exportAttendees', {
    eventId: params.eventId ?? '',
  });
  return { fileName, mediaType: 'text/csv; charset=utf-8', body: csv };
});
