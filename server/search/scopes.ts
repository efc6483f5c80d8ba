import { join, raw, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { post, project, thread } from '#server/discussions/index.ts';
import { file } from '#server/files/index.ts';
import { projectFile } from '#server/project-files/index.ts';
import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { organisation } from '#server/membership/index.ts';
import type { Filters } from './schemas.ts';

/**
 * The threads in which the caller may see posts, narrowed to a project, a tag or to one: what is looked
 * through.
 * Which of their posts, `seesPost` says.
 */
export function seenThreads(actor: Actor, { projectId, threadId, tag }: Filters): Sql {
  return sql`SELECT t.id FROM thread t WHERE ${visible(actor, 'thread.view', thread)}
    ${projectId ? sql`AND t.project_id = ${projectId}::uuid` : sql``}
    ${threadId ? sql`AND t.id = ${threadId}::uuid` : sql``}
    ${tag ? sql`AND t.id IN (${threadsTagged(tag)})` : sql``}`;
}

/** The threads that have a tag, whoever may see them. */
export function threadsTagged(tag: string): Sql {
  return sql`SELECT tt.thread_id FROM thread_tag tt WHERE tt.folded = ${tag}`;
}

/** Whether the caller may see the post of a row `d`, asked of each one before it is counted. */
export function seesPost(actor: Actor): Sql {
  // A subquery for one value: neither joined with nor made for all posts.
  return sql`(SELECT true FROM post po WHERE po.id = d.record_id AND po.deleted_at IS NULL
    AND ${visible(actor, 'thread.view', post)})`;
}

/**
 * Which rows of the index, posts aside, the caller may know of: each kind by its own record's rule. A
 * person is found by whoever may see them among the contacts of the organisation.
 */
export function seenRecords(actor: Actor): Sql {
  const kinds: [kind: string, ids: Sql][] = [
    ['thread', sql`SELECT t.id FROM thread t WHERE ${visible(actor, 'thread.view', thread)}`],
    ['project', sql`SELECT pr.id FROM project pr WHERE ${visible(actor, 'project.view', project)}`],
    ['event', sql`SELECT e.id FROM event e WHERE ${visible(actor, 'event.view', event)}`],
    [
      'library',
      sql`SELECT l.id FROM library_item l WHERE ${visible(actor, 'library.view', libraryItem)}`,
    ],
    [
      'organisation',
      sql`SELECT o.id FROM organisation o WHERE ${visible(actor, 'org.viewMember', organisation)}`,
    ],
    [
      'person',
      sql`SELECT o.id FROM organisation o
           WHERE ${visible(actor, 'org.viewContacts', organisation)} AND o.override IS NULL`,
    ],
  ];
  const each = kinds.map(
    ([kind, ids]) => sql`(d.kind = ${raw(`'${kind}'`)} AND (d.scope_id IN (${ids})) IS TRUE)`,
  );
  return sql`(${join([...each, ...seenFiles(actor)], ' OR ')})`;
}

/** Files are many, so each is asked about by itself, once its name fits. */
function seenFiles(actor: Actor): Sql[] {
  return [
    sql`(d.kind = 'attachment' AND (SELECT true FROM file f WHERE f.id = d.record_id AND f.post_id IS NOT NULL
      AND ${visible(actor, 'thread.view', file)}) IS TRUE)`,
    sql`(d.kind = 'projectFile' AND (SELECT true FROM project_file pf WHERE pf.id = d.record_id
      AND ${visible(actor, 'project.view', projectFile)}) IS TRUE)`,
  ];
}
