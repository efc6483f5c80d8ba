import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { threadFiles, type Files } from '#server/platform/files/index.ts';
import { idOf } from './cast.ts';

/** Files that came with posts of the demo: the post's key, the file under prisma/seed/files, its name. */
const ATTACHED = [
  { post: 'annotation:20', source: 'annotation-criteria.pdf', name: '注釈基準（案）.pdf' },
  { post: 'annotation:20', source: 'agreement-rates.png', name: '一致率の推移.png' },
] as const;

/**
 * Gives posts of a seeded demo their files, through the same door as everybody's: opened, written
 * anew, sealed. Does nothing where a post is gone or has its file already.
 */
export async function seedFiles(database: Database, files: Files): Promise<void> {
  for (const { post, source, name } of ATTACHED) {
    const postId = idOf('post', post);
    const isWanted = await transaction(
      database,
      {},
      async (tx) =>
        (
          await tx.sql`SELECT 1 FROM post po WHERE po.id = ${postId} AND po.deleted_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM file f WHERE f.post_id = po.id AND f.name = ${name})`
        ).length === 1,
      { readOnly: true },
    );
    if (!isWanted) continue;
    const bytes = createReadStream(resolve('prisma/seed/files', source));
    const stored = await files.put(bytes, { name, declared: '', allowed: threadFiles });
    await transaction(
      database,
      {},
      (tx) => tx.sql`
        INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key, wrapped_key,
                          scan, width, height, pages, uploaded_by, org_id, post_id, created_at)
        SELECT ${stored.id}, 'thread', po.thread_id, ${name}, ${stored.mediaType}, ${stored.byteSize}, ${stored.sha256},
               ${stored.storageKey}, ${stored.wrappedKey}, ${stored.scan}, ${stored.width}, ${stored.height},
               ${stored.pages}, po.author_id, po.org_id, po.id, po.at
          FROM post po WHERE po.id = ${postId}`,
    );
  }
}
