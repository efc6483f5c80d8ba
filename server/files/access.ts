import { noun, sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { thread, type ThreadRow } from '#server/discussions/index.ts';

export type FileRow = {
  id: string;
  ownerId: string;
  name: string;
  byteSize: number;
  storageKey: string;
  wrappedKey: Buffer;
  uploadedBy: string;
  postId: string | null;
  /** The record it belongs to, whose relations it follows. */
  owner: ThreadRow;
};

const ownersOf = thread.relations.M!;

/**
 * A file that was taken in for a thread. M as the thread, once a post carries it; before that it is its
 * uploader's alone. A cell that grants any row would open those too, so `find` keeps them from everybody
 * else, and a list of files must ask for `post_id IS NOT NULL` beside `visible`.
 */
export const file = noun<FileRow>('file', {
  alias: 'f',
  see: 'thread.view',
  async find(tx, id) {
    const { rows } = await tx.query<Omit<FileRow, 'owner'>>(
      sql`SELECT f.id, f.owner_id AS "ownerId", f.name, f.byte_size AS "byteSize",
             f.storage_key AS "storageKey", f.wrapped_key AS "wrappedKey",
             f.uploaded_by AS "uploadedBy", f.post_id AS "postId"
        FROM file f
       WHERE f.id = ${id} AND f.owner_kind = 'thread' AND f.deleted_at IS NULL
         AND f.scan IN ('clean', 'unscanned')
         AND (f.post_id IS NOT NULL OR f.uploaded_by::text = current_setting('forum.person', true))`,
      'files.findFile',
    );
    const row = rows[0];
    const owner = row ? await thread.find(tx, row.ownerId) : null;
    return row && owner ? { ...row, owner } : null;
  },
  relations: {
    M: {
      holds: (actor, row) => ownersOf.holds(actor, row.owner) && isOut(actor, row),
      rows: (actor) =>
        sql`f.owner_kind = 'thread' AND f.deleted_at IS NULL AND f.scan IN ('clean', 'unscanned')
          AND (f.post_id IS NOT NULL OR f.uploaded_by = ${actor.personId}::uuid)
          AND EXISTS (SELECT 1 FROM thread t WHERE t.id = f.owner_id AND ${ownersOf.rows(actor)})`,
      people: (row) =>
        row.postId
          ? ownersOf.people(row.owner)
          : sql`m.person_id = ${row.uploadedBy}::uuid AND ${ownersOf.people(row.owner)}`,
    },
  },
});

function isOut(actor: Actor, row: FileRow): boolean {
  return row.postId !== null || row.uploadedBy === actor.personId;
}
