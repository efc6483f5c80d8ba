import type { z } from 'zod';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import type { FileRow as Stored } from '#server/platform/files/index.ts';
import { BOXES, type KeepPicture, type PictureSize } from './schemas.ts';

export type KeptPicture = Stored & { byteSize: number };
type Pictured = Stored & { mediaType: string; pages: number | null };

/** A page of a file as a picture: the one that was drawn before, or what it takes to draw it. */
export async function askPicture(
  tx: Tx,
  { id, storageKey, wrappedKey, mediaType, pages }: Pictured,
  { page, size }: { page: number; size: PictureSize },
) {
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
}

/**
 * Keeps a picture that a door drew. Two drew it at once: the first one stays, and false is answered; so
 * it is where the file was removed while the picture was drawn.
 */
export async function writePicture(
  tx: Tx,
  fileId: string,
  { page, box, picture }: Omit<z.output<typeof KeepPicture>, 'fileId'>,
): Promise<boolean> {
  const kept = await tx.sql`
    INSERT INTO file_picture (id, file_id, page, box, width, height, byte_size, storage_key, wrapped_key, created_at)
    SELECT ${picture.id}::uuid, f.id, ${page}::int, ${box}::int, ${picture.width}::int, ${picture.height}::int,
           ${picture.byteSize}::int, ${picture.storageKey}, ${Buffer.from(picture.wrappedKey)}::bytea, ${tx.now}::timestamptz
      FROM file f WHERE f.id = ${fileId} AND f.deleted_at IS NULL FOR SHARE
    ON CONFLICT (file_id, page, box) DO NOTHING RETURNING id`;
  return kept.length === 1;
}
