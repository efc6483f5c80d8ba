import { download } from '#app/features/events/download.ts';
import { asked, chosenFrom } from '#app/features/roadmap/roadmap-data.ts';

/** The roadmap as it is filtered, for a spreadsheet. */
export const loader = download(async ({ forum, url }) => {
  const { fileName, csv } = await forum.call(
    'projects.exportRoadmap',
    asked(chosenFrom(url.searchParams)),
  );
  return { fileName, mediaType: 'text/csv; charset=utf-8', body: csv };
});
