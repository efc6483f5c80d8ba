import { command } from '#server/platform/use-case.ts';
import { thread } from '#server/discussions/index.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import { roomFor } from '../room.ts';
import { scanLater } from '../scanning.ts';
import { Finish } from '../schemas.ts';

/** Writes the row that makes a stored file exist: its uploader's alone until a post carries it. */
export const finishUpload = command('files.finish', {
  input: Finish,
  subject: thread.of('threadId'),
  gate: 'thread.upload',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  async run({ input: { stored }, subject, actor, tx, audit }) {
    // One after the other, thread before organisation: side by side both would see the same room.
    await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${subject.id}`}, 0))`;
    await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${actor.orgId}`}, 0))`;
    await roomFor(tx, actor, subject, stored.byteSize);
    const { id, name, mediaType, byteSize, sha256, storageKey, wrappedKey, scan } = stored;
    const { width, height, pages } = stored;
    await tx.sql`
      INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key,
                        wrapped_key, scan, width, height, pages, uploaded_by, org_id, created_at)
      VALUES (${id}, 'thread', ${subject.id}, ${name}, ${mediaType}, ${byteSize}, ${Buffer.from(sha256)},
              ${storageKey}, ${Buffer.from(wrappedKey)}, ${scan}, ${width}, ${height}, ${pages},
              ${actor.personId}, ${actor.orgId}, ${tx.now})`;
    if (scan === 'pending') await scanLater(tx, id);
    audit({ fileId: id });
    return { id, name, mediaType, byteSize, scan: scan as ScanState, width, height, pages };
  },
});
