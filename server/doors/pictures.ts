import type { Request } from 'express';
import type { Readable } from 'node:stream';
import type { FileRow, Files } from '#server/platform/files/index.ts';
import type { Call } from '#server/platform/kernel.ts';

type Look = { id: string; page: number; size: 'small' | 'large' };
/** Where a picture is asked for, and where it is kept, past the gate of what it is of. */
export type Gallery = {
  look: (look: Look, call: Call) => Promise<Ask>;
  keep: (id: string, picture: View & { picture: Drawn }, call: Call) => Promise<unknown>;
};
type Drawn = Awaited<ReturnType<Files['draw']>>;
type Kept = FileRow & { byteSize: number };
type Ask = { file: FileRow & { mediaType: string }; view: View; picture: Kept | null };
type View = { page: number; box: number };
export type Picture = { etag: string; byteSize: number; open: () => Promise<Readable> };

/**
 * Pictures of files: each look goes through the gate; what was drawn once is kept, sealed, and drawn
 * once only however many ask for it at the same time.
 */
export function createPictures(files: Files, gallery: Gallery) {
  const drawing = new Map<string, Promise<Kept>>();

  async function draw({ file, view }: Ask, call: Call): Promise<Kept> {
    const picture = await files.draw(file, view);
    // Where another node was quicker, this one serves those who wait for it and is swept afterwards.
    await gallery.keep(file.id, { ...view, picture }, call);
    return picture;
  }

  return async function picture(look: Look, call: Call): Promise<Picture> {
    const asked = await gallery.look(look, call);
    let kept: Kept | null = asked.picture;
    if (!kept) {
      const key = `${asked.file.id} ${asked.view.page} ${asked.view.box}`;
      const begun = drawing.get(key) ?? draw(asked, call).finally(() => drawing.delete(key));
      drawing.set(key, begun);
      kept = await begun;
    }
    const shown = kept;
    return { etag: `"${shown.id}"`, byteSize: shown.byteSize, open: () => files.open(shown) };
  };
}

/** Which page, and how large, an address asks for: `/files/<id>/pages/2?size=small`. */
export function lookOf(req: Request): Look {
  return {
    id: String(req.params['id']),
    page: Number(req.params['page']),
    size: req.query['size'] === 'small' ? 'small' : 'large',
  };
}
