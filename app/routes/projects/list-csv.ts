import { download } from '#app/features/events/download.ts';
import { chosenFrom } from '#app/features/projects/list-filter.ts';

/** The list of projects as it is filtered, for a spreadsheet. */
export const loader = download(async ({ forum, url }) => {
  const { fileName, csv } = await forum.call('projects.exportList', chosenFrom(url.searchParams));
  return { fileName, mediaType: 'text/csv; charset=utf-8', body: csv };
});
