import { noun, raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ThreadKind, ThreadState } from './schemas.ts';

/** What decides about a project, a thread and a post alike: which organisations take part. */
type Participants = { projectId: string; orgIds: string[] };

export type ProjectRow = Participants & { id: string; slug: string };
export type ThreadRow = Participants & {
  id: string;
  kind: ThreadKind;
  title: string;
  lang: string;
  state: ThreadState;
  createdBy: string;
  createdAt: Date;
  /** The version of the right to take part, as the gate saw it; writing asks for the same one. */
  aclVersion: number;
};
export type PostRow = Participants & {
  id: string;
  threadId: string;
  seq: number;
  authorId: string;
  /** The organisation the author acted for. */
  orgId: string;
  body: string;
  lang: string;
  editedAt: Date | null;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type ProjectColumn = 'pr.id' | 't.project_id';

function orgIdsOf(projectId: ProjectColumn): Sql {
  return sql`ARRAY(SELECT pm.org_id FROM project_member pm
    WHERE pm.project_id = ${raw(projectId)} AND pm.left_at IS NULL) AS "orgIds"`;
}

function takesPart(actor: Actor, row: Participants): boolean {
  return actor.orgId !== null && row.orgIds.includes(actor.orgId);
}

function participates(actor: Actor, projectId: ProjectColumn): Sql {
  return sql`EXISTS (SELECT 1 FROM project_member pm WHERE pm.project_id = ${raw(projectId)}
    AND pm.org_id = ${actor.orgId}::uuid AND pm.left_at IS NULL)`;
}

/** A file that somebody brought to a thread, as the one who brought it. */
export type UploadRow = Participants & {
  id: string;
  threadId: string;
  uploadedBy: string;
  /** The organisation its uploader acted for. */
  orgId: string;
};

/** A project and its space. M: the organisation one acts for takes part in it. */
export const project = noun<ProjectRow>('project', {
  alias: 'pr',
  see: 'project.view',
  find(tx, key) {
    const column = UUID.test(key) ? 'id' : 'slug';
    return one<ProjectRow>(
      tx,
      `discussions.findProject.${column}`,
      sql`SELECT pr.id, pr.id AS "projectId", pr.slug, ${orgIdsOf('pr.id')}
            FROM project pr WHERE pr.${raw(column)} = ${key}`,
    );
  },
  relations: {
    M: {
      holds: takesPart,
      rows: (actor) => participates(actor, 'pr.id'),
      people: (row) => sql`o.id = ANY (${row.orgIds}::uuid[])`,
    },
  },
});

/** A thread or chat of a project; whoever takes part in the project takes part in it. */
export const thread = noun<ThreadRow>('thread', {
  alias: 't',
  see: 'thread.view',
  find: (tx, id) =>
    one<ThreadRow>(
      tx,
      'discussions.findThread',
      sql`SELECT t.id, t.project_id AS "projectId", t.kind, t.title, t.lang, t.state,
             t.created_by AS "createdBy", t.created_at AS "createdAt",
             coalesce(c.acl_version, 0) AS "aclVersion", ${orgIdsOf('t.project_id')}
        FROM thread t
        LEFT JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id
       WHERE t.id = ${id}`,
    ),
  relations: {
    M: {
      holds: takesPart,
      rows: (actor) => participates(actor, 't.project_id'),
      people: (row) => sql`o.id = ANY (${row.orgIds}::uuid[])`,
    },
  },
});

/**
 * One post. M as its thread; S: written by this person for the organisation they act for now, and
 * that organisation still takes part.
 */
export const post = noun<PostRow>('post', {
  alias: 'po',
  see: 'thread.view',
  find: (tx, id) =>
    one<PostRow>(
      tx,
      'discussions.findPost',
      sql`SELECT po.id, po.thread_id AS "threadId", po.seq, t.project_id AS "projectId",
             po.author_id AS "authorId", po.org_id AS "orgId", po.body, po.lang,
             po.edited_at AS "editedAt", ${orgIdsOf('t.project_id')}
        FROM post po JOIN thread t ON t.id = po.thread_id
       WHERE po.id = ${id} AND po.deleted_at IS NULL`,
    ),
  relations: {
    M: {
      holds: takesPart,
      rows: (actor) => inThreadOf(actor),
      people: (row) => sql`o.id = ANY (${row.orgIds}::uuid[])`,
    },
    S: {
      holds: (actor, row) =>
        takesPart(actor, row) && row.authorId === actor.personId && row.orgId === actor.orgId,
      rows: (actor) =>
        sql`po.author_id = ${actor.personId}::uuid AND po.org_id = ${actor.orgId}::uuid AND ${inThreadOf(actor)}`,
      people: (row) =>
        sql`m.person_id = ${row.authorId}::uuid AND o.id = ${row.orgId}::uuid AND o.id = ANY (${row.orgIds}::uuid[])`,
    },
  },
});

/**
 * One's own upload to a thread. M: brought by this person for the organisation they act for now, and
 * that organisation still takes part. Nobody else can put it into a post.
 */
export const upload = noun<UploadRow>('upload', {
  alias: 'up',
  see: 'thread.upload',
  find: (tx, id) =>
    one<UploadRow>(
      tx,
      'discussions.findUpload',
      sql`SELECT up.id, t.id AS "threadId", t.project_id AS "projectId",
             up.uploaded_by AS "uploadedBy", up.org_id AS "orgId", ${orgIdsOf('t.project_id')}
        FROM file up JOIN thread t ON t.id = up.owner_id
       WHERE up.id = ${id} AND up.owner_kind = 'thread' AND up.deleted_at IS NULL`,
    ),
  relations: {
    M: {
      holds: (actor, row) =>
        takesPart(actor, row) && row.uploadedBy === actor.personId && row.orgId === actor.orgId,
      rows: (actor) =>
        sql`up.owner_kind = 'thread' AND up.deleted_at IS NULL
          AND up.uploaded_by = ${actor.personId}::uuid AND up.org_id = ${actor.orgId}::uuid
          AND EXISTS (SELECT 1 FROM thread t
                       WHERE t.id = up.owner_id AND ${participates(actor, 't.project_id')})`,
      people: (row) =>
        sql`m.person_id = ${row.uploadedBy}::uuid AND o.id = ${row.orgId}::uuid AND o.id = ANY (${row.orgIds}::uuid[])`,
    },
  },
});

function inThreadOf(actor: Actor): Sql {
  return sql`EXISTS (SELECT 1 FROM thread t
    WHERE t.id = po.thread_id AND ${participates(actor, 't.project_id')})`;
}

async function one<Row>(tx: Tx, name: string, statement: Sql): Promise<Row | null> {
  return (await tx.query<Row>(statement, name)).rows[0] ?? null;
}
