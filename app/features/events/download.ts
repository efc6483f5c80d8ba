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
        'Content-Disposition': attachment(fileName),
        'Cache-Control': 'private, no-store',
      },
    });
  });
}

/** A name in any script; what does not understand it gets the kind of file alone. */
function attachment(fileName: string): string {
  if (/^[\w.-]+$/.test(fileName)) return `attachment; filename="${fileName}"`;
  const kind = fileName.slice(fileName.lastIndexOf('.') + 1);
  return `attachment; filename="file.${kind}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
