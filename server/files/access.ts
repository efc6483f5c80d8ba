import { join, noun, sql, type Noun, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Relation } from '#server/platform/access/matrix.ts';
import { post, project, thread } from '#server/discussions/index.ts';
import { projectFileVersion } from '#server/project-files/index.ts';

export type FileRow = {
  id: string;
  ownerKind: 'thread' | 'project';
  ownerId: string;
  name: string;
  mediaType: string;
  byteSize: number;
  pages: number | null;
  storageKey: string;
  wrappedKey: Buffer;
  uploadedBy: string;
  /** Whether a post carries it, or a library holds it. */
  kept: boolean;
  /** The post or the version in a library that it is, else what it was brought to: whose relations it follows. */
  owner: object;
};

/** What a file can be brought to, and what keeps it there. */
const HOMES: Record<FileRow['ownerKind'], { loose: Noun; kept: Noun }> = {
  thread: { loose: thread, kept: post },
  project: { loose: project, kept: projectFileVersion },
};
const followed = ({ ownerKind, kept }: FileRow): Noun => HOMES[ownerKind][kept ? 'kept' : 'loose'];

/** A file that can be handed out. */
const IS_THERE = sql`f.owner_kind IN ('thread', 'project') AND f.deleted_at IS NULL AND f.scan IN ('clean', 'unscanned')`;
/** A file that a post carries, or a library holds. */
export const IS_KEPT = sql`(f.post_id IS NOT NULL OR EXISTS (
  SELECT 1 FROM project_file_version kept WHERE kept.id = f.id))`;

/** The rows whose post, or version in a library, fulfils a predicate of its own. */
function keptBy(predicate: (noun: Noun) => Sql): Sql {
  return sql`(EXISTS (SELECT 1 FROM post po
      WHERE po.id = f.post_id AND po.deleted_at IS NULL AND ${predicate(post)})
    OR f.owner_kind = 'project' AND EXISTS (SELECT 1 FROM project_file_version pv
      WHERE pv.id = f.id AND ${predicate(projectFileVersion)}))`;
}

/** The rows that nothing keeps yet, by what they were brought to. */
function looseIn(predicate: (noun: Noun) => Sql): Sql {
  return sql`(NOT ${IS_KEPT} AND (
    f.owner_kind = 'thread' AND EXISTS (SELECT 1 FROM thread t WHERE t.id = f.owner_id AND ${predicate(thread)})
    OR f.owner_kind = 'project' AND EXISTS (SELECT 1 FROM project pr WHERE pr.id = f.owner_id AND ${predicate(project)})))`;
}

const relation = (actor: Actor, name: Relation) => (of: Noun) => of.relations[name]!.rows(actor);
const wall = (actor: Actor) => (of: Noun) => of.within?.rows(actor) ?? sql`true`;

/** It goes with a post that the secretariat has to read first, and the secretariat asks. */
const HELD_FOR_OFFICE = sql`EXISTS (SELECT 1 FROM held_post h
  JOIN organisation o ON o.kind = 'secretariat' AND o.id::text = current_setting('forum.org', true)
  WHERE h.state = 'waiting' AND f.id = ANY (h.file_ids))`;

/**
 * A file that was brought to a thread or to a project's library. M and P as the post that carries it, or
 * the version that it is; before that it is its uploader's alone (the secretariat's too, while the post
 * that it goes with waits for it). A cell that grants any row would open those too, so `find` keeps them
 * from everybody else, and a list of files must ask for `IS_KEPT` beside `visible`.
 */
export const file = noun<FileRow>('file', {
  alias: 'f',
  see: 'thread.view',
  async find(tx, id) {
    const { rows } = await tx.query<Omit<FileRow, 'owner'> & { postId: string | null }>(
      sql`SELECT f.id, f.owner_kind AS "ownerKind", f.owner_id AS "ownerId", f.name, f.media_type AS "mediaType",
             f.byte_size AS "byteSize", f.pages,
             f.storage_key AS "storageKey", f.wrapped_key AS "wrappedKey",
             f.uploaded_by AS "uploadedBy", f.post_id AS "postId", ${IS_KEPT} AS kept
        FROM file f
       WHERE f.id = ${id} AND ${IS_THERE}
         AND (${IS_KEPT} OR f.uploaded_by::text = current_setting('forum.person', true) OR ${HELD_FOR_OFFICE})`,
      'files.findFile',
    );
    if (!rows[0]) return null;
    const { postId, ...row } = rows[0];
    const home = HOMES[row.ownerKind];
    const owner = await (row.kept
      ? home.kept.find(tx, postId ?? row.id)
      : home.loose.find(tx, row.ownerId));
    return owner ? { ...row, owner } : null;
  },
  relations: {
    P: {
      holds: (actor, row) => row.kept && followed(row).relations.P!.holds(actor, row.owner),
      rows: (actor) => sql`${IS_THERE} AND ${keptBy(relation(actor, 'P'))}`,
      people: (row) => (row.kept ? followed(row).relations.P!.people(row.owner) : sql`false`),
    },
    M: {
      holds: (actor, row) =>
        (row.kept || row.uploadedBy === actor.personId) &&
        followed(row).relations.M!.holds(actor, row.owner),
      rows: (actor) => sql`${IS_THERE} AND (${keptBy(relation(actor, 'M'))}
        OR f.uploaded_by = ${actor.personId}::uuid AND ${looseIn(relation(actor, 'M'))})`,
      people: (row) =>
        join(
          [
            row.kept ? sql`true` : sql`m.person_id = ${row.uploadedBy}::uuid`,
            sql`(${followed(row).relations.M!.people(row.owner)})`,
          ],
          ' AND ',
        ),
    },
  },
  within: {
    holds: (actor, row) => followed(row).within?.holds(actor, row.owner) ?? true,
    rows: (
      actor,
    ) => sql`(EXISTS (SELECT 1 FROM post po WHERE po.id = f.post_id AND ${wall(actor)(post)})
      OR f.owner_kind = 'project' OR ${looseIn(wall(actor))})`,
    people: (row) => followed(row).within?.people(row.owner) ?? sql`true`,
  },
});
