import { noun, sql } from '#server/platform/access/access.ts';
import { post, thread, type PostRow, type ThreadRow } from '#server/discussions/index.ts';

export type FileRow = {
  id: string;
  ownerId: string;
  name: string;
  mediaType: string;
  byteSize: number;
  pages: number | null;
  storageKey: string;
  wrappedKey: Buffer;
  uploadedBy: string;
  postId: string | null;
  /** The post that carries it, else the thread: whose relations it follows. */
  owner: ThreadRow | PostRow;
};

const inThread = thread.relations.M!;
const withPost = post.relations.M!;
const openWithPost = post.relations.P!;
/** A file that can be handed out. */
const IS_THERE = sql`f.owner_kind = 'thread' AND f.deleted_at IS NULL AND f.scan IN ('clean', 'unscanned')`;

/**
 * A file that was taken in for a thread. M and P as the post, once one carries it; before that it is its
 * uploader's alone. A cell that grants any row would open those too, so `find` keeps them from everybody
 * else, and a list of files must ask for `post_id IS NOT NULL` beside `visible`.
 */
export const file = noun<FileRow>('file', {
  alias: 'f',
  see: 'thread.view',
  async find(tx, id) {
    const { rows } = await tx.query<Omit<FileRow, 'owner'>>(
      sql`SELECT f.id, f.owner_id AS "ownerId", f.name, f.media_type AS "mediaType",
             f.byte_size AS "byteSize", f.pages,
             f.storage_key AS "storageKey", f.wrapped_key AS "wrappedKey",
             f.uploaded_by AS "uploadedBy", f.post_id AS "postId"
        FROM file f
       WHERE f.id = ${id} AND f.owner_kind = 'thread' AND f.deleted_at IS NULL
         AND f.scan IN ('clean', 'unscanned')
         AND (f.post_id IS NOT NULL OR f.uploaded_by::text = current_setting('forum.person', true))`,
      'files.findFile',
    );
    const row = rows[0];
    if (!row) return null;
    const owner = await (row.postId ? post.find(tx, row.postId) : thread.find(tx, row.ownerId));
    return owner ? { ...row, owner } : null;
  },
  relations: {
    P: {
      holds: (actor, row) => row.postId !== null && openWithPost.holds(actor, row.owner as PostRow),
      rows: (actor) =>
        sql`${IS_THERE} AND EXISTS (SELECT 1 FROM post po
          WHERE po.id = f.post_id AND po.deleted_at IS NULL AND ${openWithPost.rows(actor)})`,
      people: (row) => (row.postId ? openWithPost.people(row.owner as PostRow) : sql`false`),
    },
    M: {
      holds: (actor, row) =>
        row.postId
          ? withPost.holds(actor, row.owner as PostRow)
          : row.uploadedBy === actor.personId && inThread.holds(actor, row.owner as ThreadRow),
      rows: (actor) => sql`${IS_THERE} AND (
        EXISTS (SELECT 1 FROM post po
          WHERE po.id = f.post_id AND po.deleted_at IS NULL AND ${withPost.rows(actor)})
        OR f.post_id IS NULL AND f.uploaded_by = ${actor.personId}::uuid AND EXISTS (
          SELECT 1 FROM thread t WHERE t.id = f.owner_id AND ${inThread.rows(actor)}))`,
      people: (row) =>
        row.postId
          ? withPost.people(row.owner as PostRow)
          : sql`m.person_id = ${row.uploadedBy}::uuid AND ${inThread.people(row.owner as ThreadRow)}`,
    },
  },
  within: {
    holds: (actor, row) =>
      row.postId
        ? post.within!.holds(actor, row.owner as PostRow)
        : thread.within!.holds(actor, row.owner as ThreadRow),
    rows: (actor) => sql`
      EXISTS (SELECT 1 FROM post po WHERE po.id = f.post_id AND ${post.within!.rows(actor)})
      OR f.post_id IS NULL AND EXISTS (
        SELECT 1 FROM thread t WHERE t.id = f.owner_id AND ${thread.within!.rows(actor)})`,
    people: (row) =>
      row.postId
        ? post.within!.people(row.owner as PostRow)
        : thread.within!.people(row.owner as ThreadRow),
  },
});
