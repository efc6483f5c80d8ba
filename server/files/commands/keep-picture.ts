import { command } from '#server/platform/use-case.ts';
import { file } from '../access.ts';
import { KeepPicture } from '../schemas.ts';

/** Keeps a picture that a door drew. Two drew it at once: the first one stays, and false is answered. */
export const keepPicture = command('files.keepPicture', {
  input: KeepPicture,
  subject: file.of('fileId'),
  gate: 'thread.view',
  limit: { points: 600, seconds: 60 },
  doors: ['web'],
  audited: false,
  async run({ input, subject, tx }) {
    const { page, box, picture } = input;
    const kept = await tx.sql`
      INSERT INTO file_picture (id, file_id, page, box, width, height, byte_size, storage_key, wrapped_key, created_at)
      VALUES (${picture.id}, ${subject.id}, ${page}, ${box}, ${picture.width}, ${picture.height},
              ${picture.byteSize}, ${picture.storageKey}, ${Buffer.from(picture.wrappedKey)}, ${tx.now})
      ON CONFLICT (file_id, page, box) DO NOTHING RETURNING id`;
    return kept.length === 1;
  },
});
