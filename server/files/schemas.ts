import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** Per file of a conversation; the doors and the store hold to the same figure. */
export const FILE_BYTES = 25 * 1024 * 1024;

const name = z.string().min(1).max(255);
const mediaType = z.string().max(200);

export const Begin = z.strictObject({
  threadId: id('thread'),
  name,
  /** As the sender declares it; empty if it does not. */
  mediaType,
  byteSize: z.number().int().min(0).max(FILE_BYTES),
});

/** What the store made of the bytes. */
export const Finish = z.strictObject({
  threadId: id('thread'),
  stored: z.strictObject({
    id: z.uuid(),
    name,
    mediaType,
    byteSize: z.number().int().min(1).max(FILE_BYTES),
    sha256: z.instanceof(Uint8Array),
    storageKey: z.string().min(1).max(200),
    wrappedKey: z.instanceof(Uint8Array),
  }),
});

export const Open = z.strictObject({ fileId: id('file') });

export const Discard = z.strictObject({ fileId: id('file') });
