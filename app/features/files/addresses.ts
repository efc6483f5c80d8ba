/** The file itself, as a download. */
export const fileAddress = (id: string) => `/files/${id}`;
/** A page of it, as a picture. */
export const pageAddress = (id: string, page: number, size: 'small' | 'large') =>
  `/files/${id}/pages/${page}?size=${size}`;
/** The page that shows it, for those without scripts and for links. */
export const lookAddress = (id: string, page = 1) =>
  `/discussions/files/${id}${page > 1 ? `?page=${page}` : ''}`;

/** What of a file its preview needs. */
export type Viewable = {
  id: string;
  name: string;
  mediaType: string;
  scan: string;
  width: number | null;
  height: number | null;
  pages: number | null;
};

/** Whether there are pictures of it: it was let in, and has something to look at. */
export function hasPictures({ mediaType, scan, width }: Viewable): boolean {
  return width !== null && !mediaType.startsWith('text/') && isThere(scan);
}

/** Whether it is handed out. */
export function isThere(scan: string): boolean {
  return scan === 'clean' || scan === 'unscanned';
}

/** The size at which it is shown, within a box; known before it is there, so that nothing moves. */
export function fitInto(
  { width, height }: { width: number | null; height: number | null },
  box: { width: number; height: number },
): { width: number; height: number } {
  if (!width || !height) return box;
  const scale = Math.min(box.width / width, box.height / height, 1);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
