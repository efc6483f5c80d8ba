import { query } from '#server/platform/use-case.ts';
import { invalid } from '#server/platform/errors.ts';
import type { FileRow } from '#server/platform/files/index.ts';
import { file } from '../access.ts';
import { BOXES, Look } from '../schemas.ts';

export type KeptPicture = FileRow & { byteSize: number };

/**
 * A page of a file as a picture, for a door to hand out: the one that was drawn before, or what it
 * takes to draw it. It may be seen by whoever may have the file.
 */
export const look = query('files.look', {
  input: Look,
  subject: file.of('fileId'),
  gate: 'thread.view',
  limit: { points: 600, seconds: 60 },
  doors: ['web'],
  async run({ input, subject, tx }) {
    const { id, storageKey, wrappedKey, mediaType, pages } = subject;
    const { page, size } = input;
    if (mediaType.startsWith('text/')) throw invalid('FILE_NO_PICTURE');
    if (page > (pages ?? 1)) throw invalid('FILE_PAGES');
    const [picture] = await tx.sql<KeptPicture>`
      SELECT id, storage_key AS "storageKey", wrapped_key AS "wrappedKey", byte_size AS "byteSize"
        FROM file_picture WHERE file_id = ${id} AND page = ${page} AND box = ${BOXES[size]}`;
    return {
      file: { id, storageKey, wrappedKey, mediaType },
      view: { page, box: BOXES[size] },
      picture: picture ?? null,
    };
  },
});
