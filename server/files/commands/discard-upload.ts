import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { upload } from '#server/discussions/index.ts';
import { Discard } from '../schemas.ts';

/** Takes back one's own upload that no post carries yet. */
export const discardUpload = command('files.discard', {
  summary: 'Takes back an upload of one’s own that is in no post.',
  input: Discard,
  subject: upload.of('fileId'),
  gate: 'thread.upload',
  async run({ subject, tx }) {
    const gone = await tx.sql`
      UPDATE file SET deleted_at = ${tx.now}
       WHERE id = ${subject.id} AND post_id IS NULL AND deleted_at IS NULL RETURNING id`;
    if (gone.length === 0) throw notFound();
    return null;
  },
});
