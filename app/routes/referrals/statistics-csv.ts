import { download } from '#app/features/events/download.ts';

/** The statistics that the reader may know, for a spreadsheet. */
export const loader = download(async ({ forum }) => {
  const { fileName, csv } = await forum.call('statistics.export', {});
  return { fileName, mediaType: 'text/csv; charset=utf-8', body: csv };
});
