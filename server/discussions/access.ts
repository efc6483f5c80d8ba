import { noun, raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ProjectPrivacy, ThreadKind, ThreadState } from './schemas.ts';

/** What decides about a project, a thread and a post alike: who takes part, and who may look on. */
export type Participants = {
  /** Null of a direct conversation, which is its people's and nobody else's. */
  projectId: string | null;
  /** In a direct conversation the people who read this; null: it belongs to a project. */
  people: string[] | null;
  /** The organisations it is open to: of a thread of a desk, its own and the one that leads. */
  orgIds: string[];
  /** In a committee's space the people on its roster; null: everybody of those organisations. */
  personIds: string[] | null;
  /** Whether every member organisation may read along. */
  isOpen: boolean;
};

export type ProjectRow = Participants & {
  id: string;
  projectId: string;
  slug: string;
  privacy: ProjectPrivacy;
  leadOrgId: string;
  version: number;
};
export type ThreadRow = Participants & {
  id: string;
  kind: ThreadKind;
  title: string;
  lang: string;
  state: ThreadState;
  createdBy: string;
  /** The organisation that its author acted for. */
  orgId: string;
  /** The organisation that leads its project; null of a direct conversation. */
  leadOrgId: string | null;
  createdAt: Date;
  lockedAt: Date | null;
  /** Seconds between two posts of one person. */
  slowSeconds: number;
  noticeAt: Date | null;
  /** Rises with each change of the thread itself; a change asks for the one it was made on. */
  version: number;
  /** The version of the right to take part, as the gate saw it; writing asks for the same one. */
  aclVersion: number;
  /** A direct conversation of two, which stays one of two. */
  pair: boolean;
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
  /** Of its thread: what may be written there, and the version of the right to take part. */
  kind: ThreadKind;
  state: ThreadState;
  lockedAt: Date | null;
  aclVersion: number;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type ProjectColumn = 'pr.id' | 't.project_id' | 'pf.project_id' | 'pu.owner_id';

/** Spaces that every member organisation may read. */
const OPEN = raw(`space.privacy IN ('public', 'members')`);
/** In a desk each organisation has threads of its own; those who lead the desk see all of them. */
const OF_THE_DESK = raw(
  `(space.privacy <> 'desk' OR pm.org_id IN (t.desk_org_id, space.lead_org_id))`,
);
/** Whether nothing of a thread is left for an organisation that came later without its history. */
const HAS_SOMETHING_TO_READ = raw(`(t.kind = 'chat' OR NOT EXISTS (
  SELECT 1 FROM thread_horizon h WHERE h.thread_id = t.id AND h.org_id = pm.org_id
     AND NOT EXISTS (SELECT 1 FROM post hp WHERE hp.thread_id = t.id AND hp.seq > h.after_seq)))`);
const AFTER_ITS_HORIZON = raw(`NOT EXISTS (SELECT 1 FROM thread_horizon h
  WHERE h.thread_id = t.id AND h.org_id = pm.org_id AND h.after_seq >= po.seq)`);

const IN_PROJECT = sql`true`;
const IN_THREAD = sql`${OF_THE_DESK} AND ${HAS_SOMETHING_TO_READ}`;
const IN_POST = sql`${OF_THE_DESK} AND ${AFTER_ITS_HORIZON}`;

/** People of the direct thread `t`; whoever came later reads a post `po` only if it came after. */
const IN_TALK = raw('tp.thread_id = t.id AND tp.left_at IS NULL');
const IN_TALK_AT_POST = raw(`${IN_TALK.sql} AND po.seq >= tp.visible_from_seq`);
type Talk = typeof IN_TALK;

function peopleOf(talk: Talk): Sql {
  return sql`CASE WHEN t.project_id IS NULL THEN
    ARRAY(SELECT tp.person_id FROM thread_person tp WHERE ${talk}) END AS people`;
}
export const NO_PEOPLE = sql`NULL AS people`;

function speaks(actor: Actor, talk: Talk): Sql {
  return sql`EXISTS (SELECT 1 FROM thread_person tp
    WHERE ${talk} AND tp.person_id = ${actor.personId}::uuid)`;
}

/** Thread `t` is a direct one of this person's, or of a project that they take part in. */
function inThread(actor: Actor, where: Sql, talk: Talk): Sql {
  return sql`(CASE WHEN t.project_id IS NULL THEN ${speaks(actor, talk)}
    ELSE ${participates(actor, 't.project_id', where)} END)`;
}

/** The wall around direct conversations: whatever a cell of the matrix grants, they are their people's. */
const ofItsPeople = {
  holds: (actor: Actor, row: Participants) =>
    row.people === null || row.people.includes(actor.personId ?? ''),
  people: (row: Participants) =>
    row.people === null ? sql`true` : sql`m.person_id = ANY (${row.people}::uuid[])`,
};
function notOfOthers(actor: Actor, talk: Talk): Sql {
  return sql`(t.project_id IS NOT NULL OR ${speaks(actor, talk)})`;
}

/**
 * The columns of `Participants`, for a project that `space` joins in; `where` says of which of its
 * members `pm` the record is.
 */
export function participants(projectId: ProjectColumn, where: Sql, people: Sql): Sql {
  return sql`space.id AS "projectId", coalesce(${OPEN}, false) AS "isOpen", ${people},
    ARRAY(SELECT pm.org_id FROM project_member pm
           WHERE pm.project_id = ${raw(projectId)} AND pm.left_at IS NULL AND ${where}) AS "orgIds",
    CASE WHEN space.privacy = 'committee' THEN ARRAY(
      SELECT pp.person_id FROM project_person pp
       WHERE pp.project_id = space.id AND pp.left_at IS NULL) END AS "personIds"`;
}

export function takesPart(actor: Actor, row: Participants): boolean {
  if (row.people !== null) return row.people.includes(actor.personId ?? '');
  if (actor.orgId === null || !row.orgIds.includes(actor.orgId)) return false;
  return row.personIds === null || row.personIds.includes(actor.personId ?? '');
}

export function participates(actor: Actor, projectId: ProjectColumn, where: Sql): Sql {
  return sql`EXISTS (SELECT 1 FROM project_member pm JOIN project space ON space.id = pm.project_id
    WHERE pm.project_id = ${raw(projectId)} AND pm.org_id = ${actor.orgId}::uuid AND pm.left_at IS NULL
      AND (space.privacy <> 'committee' OR EXISTS (
        SELECT 1 FROM project_person pp WHERE pp.project_id = space.id
           AND pp.person_id = ${actor.personId}::uuid AND pp.left_at IS NULL))
      AND ${where})`;
}

/** The members who take part, as an audience. */
export function thoseTakingPart(row: Participants): Sql {
  if (row.people !== null) return sql`m.person_id = ANY (${row.people}::uuid[])`;
  return row.personIds === null
    ? sql`o.id = ANY (${row.orgIds}::uuid[])`
    : sql`o.id = ANY (${row.orgIds}::uuid[]) AND m.person_id = ANY (${row.personIds}::uuid[])`;
}

export function isOpenTo(actor: Actor, row: Participants): boolean {
  return row.isOpen && actor.orgId !== null;
}

export function isOpenSpace(actor: Actor, projectId: ProjectColumn): Sql {
  if (actor.orgId === null) return sql`false`;
  return sql`EXISTS (SELECT 1 FROM project space WHERE space.id = ${raw(projectId)} AND ${OPEN})`;
}

export const everyMember = (row: Participants): Sql => (row.isOpen ? sql`true` : sql`false`);

/** A file that somebody brought to a thread, as the one who brought it. */
export type UploadRow = Participants & {
  id: string;
  threadId: string;
  uploadedBy: string;
  /** The organisation its uploader acted for. */
  orgId: string;
};

/**
 * A project and its space. M: the organisation one acts for takes part in it, and in a committee's
 * space one is on the roster; O: that organisation leads it; P: it is open to every member.
 */
export const project = noun<ProjectRow>('project', {
  alias: 'pr',
  see: 'project.view',
  find(tx, key) {
    const column = UUID.test(key) ? 'id' : 'slug';
    return one<ProjectRow>(
      tx,
      `discussions.findProject.${column}`,
      sql`SELECT space.id, space.slug, space.privacy, space.lead_org_id AS "leadOrgId", space.version,
             ${participants('pr.id', IN_PROJECT, NO_PEOPLE)}
            FROM project pr JOIN project space ON space.id = pr.id WHERE pr.${raw(column)} = ${key}`,
    );
  },
  relations: {
    P: {
      holds: isOpenTo,
      rows: (actor) => isOpenSpace(actor, 'pr.id'),
      people: everyMember,
    },
    O: {
      holds: (actor, row) => takesPart(actor, row) && actor.orgId === row.leadOrgId,
      rows: (actor) =>
        sql`pr.lead_org_id = ${actor.orgId}::uuid AND ${participates(actor, 'pr.id', IN_PROJECT)}`,
      people: (row) => sql`o.id = ${row.leadOrgId}::uuid AND ${thoseTakingPart(row)}`,
    },
    M: {
      holds: takesPart,
      rows: (actor) => participates(actor, 'pr.id', IN_PROJECT),
      people: thoseTakingPart,
    },
  },
});

/**
 * A thread or chat of a project, or a conversation between people, which is theirs alone whatever a
 * cell grants. M: one is one of these people; or one takes part in the project, the thread is not another
 * organisation's at a desk, and something in it is younger than the organisation's horizon, if it has
 * one. P: the project is open to every member.
 * S: opened by this person for the organisation they act for now, which still takes part; O: that
 * organisation leads the project.
 */
export const thread = noun<ThreadRow>('thread', {
  alias: 't',
  see: 'thread.view',
  find: (tx, id) =>
    one<ThreadRow>(
      tx,
      'discussions.findThread',
      sql`SELECT t.id, t.kind, t.title, t.lang, t.state,
             t.created_by AS "createdBy", t.org_id AS "orgId", space.lead_org_id AS "leadOrgId",
             t.created_at AS "createdAt",
             t.locked_at AS "lockedAt", t.slow_seconds AS "slowSeconds", t.notice_at AS "noticeAt", t.version,
             t.pair_key IS NOT NULL AS pair, coalesce(c.acl_version, 0) AS "aclVersion", 
             ${participants('t.project_id', IN_THREAD, peopleOf(IN_TALK))}
        FROM thread t LEFT JOIN project space ON space.id = t.project_id
        LEFT JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id
       WHERE t.id = ${id}`,
    ),
  relations: {
    P: {
      holds: isOpenTo,
      rows: (actor) => isOpenSpace(actor, 't.project_id'),
      people: everyMember,
    },
    M: {
      holds: takesPart,
      rows: (actor) => inThread(actor, IN_THREAD, IN_TALK),
      people: thoseTakingPart,
    },
    S: {
      holds: (actor, row) =>
        takesPart(actor, row) && row.createdBy === actor.personId && row.orgId === actor.orgId,
      rows: (actor) =>
        sql`t.created_by = ${actor.personId}::uuid AND t.org_id = ${actor.orgId}::uuid AND ${inThread(actor, IN_THREAD, IN_TALK)}`,
      people: (row) =>
        sql`m.person_id = ${row.createdBy}::uuid AND o.id = ${row.orgId}::uuid AND ${thoseTakingPart(row)}`,
    },
    O: {
      holds: (actor, row) =>
        row.leadOrgId !== null && takesPart(actor, row) && actor.orgId === row.leadOrgId,
      rows: (actor) => sql`EXISTS (SELECT 1 FROM project led
          WHERE led.id = t.project_id AND led.lead_org_id = ${actor.orgId}::uuid)
        AND ${inThread(actor, IN_THREAD, IN_TALK)}`,
      people: (row) => sql`o.id = ${row.leadOrgId}::uuid AND ${thoseTakingPart(row)}`,
    },
  },
  within: { ...ofItsPeople, rows: (actor) => notOfOthers(actor, IN_TALK) },
});

/**
 * One post. M and P as its thread, but for what lies before an organisation's horizon; S: written by this person for the organisation they act for now, and
 * that organisation still takes part.
 */
export const post = noun<PostRow>('post', {
  alias: 'po',
  see: 'thread.view',
  find: (tx, id) =>
    one<PostRow>(
      tx,
      'discussions.findPost',
      sql`SELECT po.id, po.thread_id AS "threadId", po.seq,
             po.author_id AS "authorId", po.org_id AS "orgId", po.body, po.lang,
             po.edited_at AS "editedAt", t.kind, t.state, t.locked_at AS "lockedAt",
             coalesce(c.acl_version, 0) AS "aclVersion", 
             ${participants('t.project_id', IN_POST, peopleOf(IN_TALK_AT_POST))}
        FROM post po JOIN thread t ON t.id = po.thread_id LEFT JOIN project space ON space.id = t.project_id
        LEFT JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id
       WHERE po.id = ${id} AND po.deleted_at IS NULL`,
    ),
  relations: {
    P: {
      holds: isOpenTo,
      rows: (actor) =>
        sql`EXISTS (SELECT 1 FROM thread t
          WHERE t.id = po.thread_id AND ${isOpenSpace(actor, 't.project_id')})`,
      people: everyMember,
    },
    M: {
      holds: takesPart,
      rows: (actor) => readBy(actor),
      people: thoseTakingPart,
    },
    S: {
      holds: (actor, row) =>
        takesPart(actor, row) && row.authorId === actor.personId && row.orgId === actor.orgId,
      rows: (actor) =>
        sql`po.author_id = ${actor.personId}::uuid AND po.org_id = ${actor.orgId}::uuid AND ${readBy(actor)}`,
      people: (row) =>
        sql`m.person_id = ${row.authorId}::uuid AND o.id = ${row.orgId}::uuid AND ${thoseTakingPart(row)}`,
    },
  },
  within: {
    ...ofItsPeople,
    rows: (actor) => sql`EXISTS (SELECT 1 FROM thread t
      WHERE t.id = po.thread_id AND ${notOfOthers(actor, IN_TALK_AT_POST)})`,
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
      sql`SELECT up.id, t.id AS "threadId",
             up.uploaded_by AS "uploadedBy", up.org_id AS "orgId",
             ${participants('t.project_id', IN_THREAD, peopleOf(IN_TALK))}
        FROM file up JOIN thread t ON t.id = up.owner_id LEFT JOIN project space ON space.id = t.project_id
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
                       WHERE t.id = up.owner_id AND ${inThread(actor, IN_THREAD, IN_TALK)})`,
      people: (row) =>
        sql`m.person_id = ${row.uploadedBy}::uuid AND o.id = ${row.orgId}::uuid AND ${thoseTakingPart(row)}`,
    },
  },
});

function readBy(actor: Actor): Sql {
  return sql`EXISTS (SELECT 1 FROM thread t
    WHERE t.id = po.thread_id AND ${inThread(actor, IN_POST, IN_TALK_AT_POST)})`;
}

async function one<Row>(tx: Tx, name: string, statement: Sql): Promise<Row | null> {
  return (await tx.query<Row>(statement, name)).rows[0] ?? null;
}
