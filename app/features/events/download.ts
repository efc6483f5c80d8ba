import { page, type PageArgs } from '#app/page.ts';

type File = { fileName: string; mediaType: string; body: string | Uint8Array<ArrayBuffer> };

/**
 * Makes the loader of a route that is a file. Thrown, because a page's loader answers data; refusals
 * take the same ways as on a page.
 */
export function download(make: (args: PageArgs) => Promise<File>) {
  return page([], async (args) => {
    const { fileName, mediaType, body } = await make(args);
    throw new Response(body, {
      headers: {
        'Content-Type': mediaType,
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  });
}
