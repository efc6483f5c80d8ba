import { download } from '#app/features/events/download.ts';
import { askedOf } from '#app/features/project-files/read-list.ts';

/** A library's list as it is filtered, for a spreadsheet. */
export const loader = download(async ({ forum, params, url }) => {
  const { fileName, csv } = await forum.call('projectFiles.exportList', {
    project: params['slug'] ?? '',
    ...askedOf(url.searchParams),
  });
  return { fileName, mediaType: 'text/csv; charset=utf-8', body: csv };
});
