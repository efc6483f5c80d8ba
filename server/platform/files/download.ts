/**
 * Headers of a download: always saved, never shown by the browser itself, never kept by a cache, and
 * harmless should something show it all the same.
 */
export function downloadHeaders(file: {
  name: string;
  /** Null where it is only known once all has been made. */
  byteSize: number | null;
}): Record<string, string> {
  return {
    'Content-Type': 'application/octet-stream',
    ...(file.byteSize === null ? {} : { 'Content-Length': String(file.byteSize) }),
    'Content-Disposition': contentDisposition(file.name),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'none',
  };
}

/** A download is asked for by a click or by our own scripts; a picture or frame elsewhere is refused. */
export function isDownloadRequest(secFetchDest: string | undefined): boolean {
  return secFetchDest === undefined || secFetchDest === 'document' || secFetchDest === 'empty';
}

/**
 * Headers of a picture that the forum drew of a file: shown inside our own pages and nowhere else. The
 * browser may keep it but asks before each use, so that every look goes through the gate.
 */
export function pictureHeaders(picture: { etag: string | null }): Record<string, string> {
  return {
    'Content-Type': 'image/webp',
    'Content-Disposition': 'inline',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': picture.etag ? 'private, no-cache' : 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'none',
    ...(picture.etag ? { ETag: picture.etag } : {}),
  };
}

/** A picture is asked for by a picture of a page, or by our own scripts. */
export function isPictureRequest(secFetchDest: string | undefined): boolean {
  return secFetchDest === undefined || secFetchDest === 'image' || secFetchDest === 'empty';
}

function contentDisposition(name: string): string {
  const end = /\.[a-z0-9]{1,7}$/i.exec(name)?.[0] ?? '';
  const plain = /^[\w.-]+$/.test(name) ? name : `file${end}`;
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
