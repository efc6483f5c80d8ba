import { download } from '#app/features/events/download.ts';
import { storedCode } from '#app/features/referrals/addresses.ts';

/** Who has seen a case, for a spreadsheet. */
export const loader = download(async ({ forum, params }) => {
  const { fileName, csv } = await forum.call('privacy.exportAccessLog', {
    code: storedCode(params.code),
  });
  return { fileName, mediaType: 'text/csv; charset=utf-8', body: csv };
});
