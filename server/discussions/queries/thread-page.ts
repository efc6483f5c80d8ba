import type { Tx } from '#server/platform/database/transaction.ts';
import { sql } from '#server/platform/access/access.ts';
import { FILE_BYTES } from '#server/files/schemas.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { query } from '#server/platform/use-case.ts';
import { post, project, thread, type PostRow, type ProjectRow, type ThreadRow } from '../access.ts';
import { barredUntil } from '../barring.ts';
import { heldView, ownHeld, type HeldColumns } from '../held/reading.ts';
import { directView } from '../direct.ts';
import { draftView, ownDraft, type DraftView } from '../drafts.ts';
import {
  inWindow,
  mattersColumns,
  windowColumns,
  withTies,
  type Matters,
  type MattersColumns,
  type WindowMatters,
} from '../matters.ts';
import { AUTHOR_JSON, ORG_JSON } from '../reading.ts';
import { mentionRolesOf, takesPosts } from '../rules.ts';
import {
  BODY_LIMIT,
  FILES_PER_POST,
  MENTIONS_PER_POST,
  ThreadPage,
  type ProjectPrivacy,
} from '../schemas.ts';
import type { AuthorView, Label, OrgView } from '../views.ts';
import { postWindow, type PostWindow } from './post-window.ts';

/** Posts of a thread are counted up to here. */
const POSTS_COUNTED = 1000;

type Surroundings = Matters &
  WindowMatters & {
    /** Null of a direct conversation. */
    project: {
      id: string;
      slug: string;
      title: Label;
      privacy: ProjectPrivacy;
      /** After how many years its posts are removed; null: they stay. */
      retentionYears: number | null;
    } | null;
    authors: AuthorView[];
    orgs: OrgView[];
    startedBy: AuthorView | null;
    people: number;
    postCount: number;
    chatId: string | null;
    /** What the reader wrote here and the secretariat has not read yet. */
    held: HeldColumns[];
    /** The place of the reader's own channel that this was read at. */
    personSeq: number;
    /** Until when the secretariat lets the reader read but not write. */
    barredUntil: string | null;
    /** What the reader typed here and did not send, on whatever device. */
    draft: DraftView | null;
  };

/** One thread as a page shows it: a window of posts, who wrote them, and what the reader may do. */
export const threadPage = query('discussions.threadPage', {
  summary:
    'A thread with a window of 20 posts: the newest, or around, before or after a place in it.',
  input: ThreadPage,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  async run({ input, subject, actor, tx, may }) {
    const { threadId, ...where } = input;
    const window = await postWindow(tx, threadId, actor, where);
    const around = await surroundings(tx, subject, actor, window);
    const direct = await directView(tx, subject, actor);
    const open = takesPosts(subject) && !direct?.blocked;
    return {
      thread: {
        id: subject.id,
        kind: subject.kind,
        title: subject.title,
        titleAlso: around.head.titleAlso,
        lang: subject.lang,
        state: subject.state,
        createdAt: subject.createdAt.toISOString(),
      },
      ...around,
      held: around.held.map(heldView),
      ...window,
      direct,
      participants: subject.orgIds,
      now: tx.now.toISOString(),
      me: { personId: actor.personId!, orgId: actor.orgId!, roles: mentionRolesOf(actor.roles) },
      limit: BODY_LIMIT[subject.kind],
      mentionsPerPost: MENTIONS_PER_POST,
      /** What may be attached; null where the reader may not. */
      files:
        may('thread.upload', thread, subject) && !direct?.blocked
          ? { perPost: FILES_PER_POST, maxBytes: FILE_BYTES }
          : null,
      /** Whether the reader may write while the thread takes posts; that may change under an open page. */
      writes: {
        post: may('thread.post', thread, subject) && !direct?.blocked,
        editOwn: may('thread.editMessage', post, postBy(subject, actor)),
      },
      manages: direct
        ? NOTHING_TO_MANAGE
        : {
            setState: may('thread.setState', thread, subject) && subject.kind === 'thread',
            rename: may('thread.rename', thread, subject) && subject.kind === 'thread',
            pin: may('thread.pin', thread, subject) && subject.kind === 'thread',
            link: may('thread.link', thread, subject) && subject.kind === 'thread',
            manage: may('thread.manage', thread, subject),
            openPoll: may('poll.open', thread, subject) && takesPosts(subject),
            acknowledge: may('thread.acknowledge', thread, subject),
          },
      may: {
        post: may('thread.post', thread, subject) && open,
        editOwn: may('thread.editMessage', post, postBy(subject, actor)) && takesPosts(subject),
        report: may('thread.report', post, postBy(subject, NOBODY)),
        deleteOwn: may('thread.deleteMessage', post, postBy(subject, actor)),
        deleteAny: !direct && may('thread.deleteMessage', post, postBy(subject, NOBODY)),
        createThread:
          subject.projectId !== null &&
          may('thread.create', project, asProject(subject, subject.projectId)),
        manage: direct?.pair === false && may('direct.manage', thread, subject),
      },
    };
  },
});

/** A conversation between people has no state, no polls and no notices. */
const NOTHING_TO_MANAGE = {
  setState: false,
  rename: false,
  pin: false,
  link: false,
  manage: false,
  openPoll: false,
  acknowledge: false,
};
const NOBODY = { personId: null, orgId: null };

/** A post as the gate would see one of this author's: the page's buttons ask the same question. */
function postBy(row: ThreadRow, by: { personId: string | null; orgId: string | null }): PostRow {
  return {
    ...row,
    threadId: row.id,
    seq: 0,
    authorId: by.personId ?? '',
    orgId: by.orgId ?? '',
    body: '',
    editedAt: null,
  };
}

/** The thread's project, as far as the gate asks about it. */
function asProject(row: ThreadRow, projectId: string): ProjectRow {
  return {
    ...row,
    projectId,
    slug: '',
    privacy: 'invited',
    leadOrgId: row.leadOrgId ?? '',
    version: 0,
  };
}

/** The project, the people and the organisations that a window of posts speaks of. */
async function surroundings(
  tx: Tx,
  row: ThreadRow,
  actor: Actor,
  window: PostWindow,
): Promise<Surroundings> {
  const { posts } = window;
  const people = row.people ?? [];
  const authorIds = [...new Set([...people, ...posts.map((one) => one.authorId)])];
  const own = row.people && actor.orgId ? [actor.orgId] : [];
  const orgIds = [...new Set([...row.orgIds, ...own, ...posts.map((one) => one.orgId)])];
  type Columns = Omit<Surroundings, 'ties'> & MattersColumns;
  const { rows } = await tx.query<Columns>(
    sql`SELECT ${mattersColumns(actor, row)}, ${windowColumns(actor, window)},
          (SELECT json_build_object('id', pr.id, 'slug', pr.slug, 'title', pr.title, 'privacy', pr.privacy,
                    'retentionYears', pr.retention_years)
             FROM project pr WHERE pr.id = ${row.projectId}::uuid) AS project,
          (SELECT coalesce(json_agg(${AUTHOR_JSON}), '[]') FROM person a
            WHERE a.id = ANY (${authorIds}::uuid[] || ARRAY(
                    SELECT u.actor_id FROM thread_turn u
                     WHERE u.thread_id = ${row.id}::uuid AND ${inWindow(actor, window)}))) AS authors,
          (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = ${row.createdBy}::uuid) AS "startedBy",
          (SELECT coalesce(json_agg(${ORG_JSON} ORDER BY pm.part = 'lead' DESC NULLS LAST, pm.joined_at, o.slug), '[]')
             FROM organisation o
             LEFT JOIN project_member pm ON pm.org_id = o.id AND pm.project_id = ${row.projectId}::uuid
            WHERE o.id = ANY (${orgIds}::uuid[] || ARRAY(
                    SELECT u.org_id FROM thread_turn u
                     WHERE u.thread_id = ${row.id}::uuid AND ${inWindow(actor, window)}))) AS orgs,
          ${people.length}::int + (SELECT count(DISTINCT m.person_id)::int FROM membership m
             JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL
            WHERE m.org_id = ANY (${row.orgIds}::uuid[]) AND m.ended_at IS NULL
              AND (${row.personIds}::uuid[] IS NULL OR m.person_id = ANY (${row.personIds}::uuid[]))) AS people,
          (SELECT count(*)::int FROM (SELECT FROM post
            WHERE thread_id = ${row.id}::uuid AND seq > ${window.horizon}::bigint LIMIT ${POSTS_COUNTED + 1}::int) counted) AS "postCount",
          ${ownDraft(actor, sql`${window.horizon}::bigint`)} AS draft,
          ${ownHeld(actor, sql`hp.thread_id = ${row.id}::uuid`)} AS held,
          coalesce((SELECT c.last_seq FROM channel c WHERE c.kind = 'person'
                      AND c.record_id = ${actor.personId}::uuid), 0) AS "personSeq",
          ${barredUntil(actor.personId)} AS "barredUntil",
          (SELECT chat.id FROM thread chat
            WHERE chat.project_id = ${row.projectId}::uuid AND chat.kind = 'chat') AS "chatId"
          FROM thread t WHERE t.id = ${row.id}::uuid`,
    'discussions.threadSurroundings',
  );
  const around = await withTies(tx, actor, row.id, rows[0]!);
  return { ...around, draft: draftView(around.draft) };
}
