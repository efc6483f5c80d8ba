import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** Per file of a conversation; the doors and the store hold to the same figure. */
export const FILE_BYTES = 25 * 1024 * 1024;

const name = z.string().min(1).max(255);
const mediaType = z.string().max(200);
const storageKey = z.string().min(1).max(200);
const pixels = z.number().int().min(0).max(1_000_000);

export const Begin = z.strictObject({
  threadId: id('thread'),
  name,
  /** As the sender declares it; empty if it does not. */
  mediaType,
  byteSize: z.number().int().min(0).max(FILE_BYTES),
});

/** What the store made of the bytes, of which there are so many at most. */
export const storedFile = (most: number) =>
  z.strictObject({
    id: z.uuid(),
    name,
    mediaType,
    byteSize: z.number().int().min(1).max(most),
    sha256: z.instanceof(Uint8Array),
    storageKey,
    wrappedKey: z.instanceof(Uint8Array),
    scan: z.enum(['pending', 'clean', 'unscanned']),
    width: pixels.nullable(),
    height: pixels.nullable(),
    pages: z.number().int().min(1).nullable(),
  });

const stored = storedFile(FILE_BYTES);

export const Finish = z.strictObject({ threadId: id('thread'), stored });

export const BeginForProject = z.strictObject({ projectId: id('project') });

export const FinishForProject = z.strictObject({ projectId: id('project'), stored });

export const Open = z.strictObject({ fileId: id('file') });

export const Discard = z.strictObject({ fileId: id('file') });

/** How large pictures of pages are made: the longer side, in pixels. In a list, and to be read. */
export const BOXES = { small: 480, large: 1600 } as const;
export type PictureSize = keyof typeof BOXES;

const page = z.number().int().min(1).max(100_000);

export const Look = z.strictObject({
  fileId: id('file'),
  page,
  size: z.enum(['small', 'large']),
});

export const KeepPicture = z.strictObject({
  fileId: id('file'),
  page,
  box: z.number().int().min(1).max(4_000),
  picture: z.strictObject({
    id: z.uuid(),
    storageKey,
    wrappedKey: z.instanceof(Uint8Array),
    byteSize: z.number().int().min(1),
    width: pixels,
    height: pixels,
  }),
});
