import sharp, { type Sharp } from 'sharp';
import type { MediaKind } from '../media-type.ts';
import { MOST_PIXELS, RefusedError, type Facts } from './task.ts';

sharp.cache(false);
sharp.concurrency(1);

export type Picture = { bytes: Buffer; facts: Facts };

/**
 * The picture decoded and written anew in its own format: turned upright, in sRGB, without metadata
 * (place, device, thumbnails) and without whatever else hid in the file.
 */
export async function renew(bytes: Buffer, kind: MediaKind): Promise<Picture> {
  return guarded(async () => {
    const moving = kind === 'gif' || kind === 'webp';
    const opened = sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      animated: moving,
    });
    await checkPixels(opened);
    const upright = opened.autoOrient();
    const encoded =
      kind === 'jpeg'
        ? upright.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
        : kind === 'png'
          ? upright.png({ compressionLevel: 6 })
          : kind === 'gif'
            ? upright.gif()
            : upright.webp({ quality: 92 });
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    return { bytes: data, facts: factsOf(info) };
  });
}

/** The picture, made to fit into a square of `box` pixels; what moves stands still. */
export async function shrink(bytes: Buffer, box: number): Promise<Picture> {
  return guarded(async () => {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize({ width: box, height: box, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, facts: factsOf(info) };
  });
}

async function checkPixels(opened: Sharp): Promise<void> {
  const { width, height } = await opened.metadata();
  if (width * height > MOST_PIXELS) throw new RefusedError('FILE_PIXELS');
}

function factsOf(info: { width: number; height: number; pageHeight?: number }): Facts {
  return { width: info.width, height: info.pageHeight ?? info.height, pages: null };
}

/** The decoder's own complaints, as refusals. */
async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    const said = error instanceof Error ? error.message : '';
    throw new RefusedError(/pixel limit/i.test(said) ? 'FILE_PIXELS' : 'FILE_UNREADABLE');
  }
}
