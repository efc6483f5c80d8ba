import { redirect } from '@remix-run/node';
import { download } from '#app/features/events/download.ts';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';

/** The export behind its link. A link that is over leads back to where another one is made. */
export const loader = download(async ({ forum, params, request }) => {
  // Asking for the headers alone would use the link up.
  if (request.method === 'HEAD') {
    throw new Response(null, { status: 405, headers: { Allow: 'GET' } });
  }
  const code = storedCode(params.code);
  try {
    const { fileName, bytes } = await forum.call('interop.takeExport', {
      code,
      secret: params.secret ?? '',
    });
    return { fileName, mediaType: 'application/zip', body: bytes };
  } catch (error) {
    if ((error as { code?: string }).code !== 'EXPORT_LINK_OVER') throw error;
    throw redirect(`${casePath(code, 'export')}?over`);
  }
});
