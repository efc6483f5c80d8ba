import { foldTag } from '#server/discussions/schemas.ts';
import { blocksOf } from '#server/discussions/translations/blocks.ts';
import { homeOrgOf, idOf, PEOPLE } from '../cast.ts';
import { atJapanTime, monthsFrom, workdayFrom } from '../dates.ts';
import { PROJECTS, type SeedPost, type SeedProject, type SeedThread } from '../projects.ts';
import { answerRows, placesIn, pollRows, tieRows } from './answers.ts';
import type { Row, Rows } from './insert.ts';
import { planRows } from './project-plans.ts';
import { textRow } from './prose.ts';

/** How long after posting an edited post was changed. */
const EDITED_AFTER_MS = 20 * 60_000;

/** Projects, who takes part, threads, posts, second texts, and how far everybody has read. */
export function projectRows(today: Date): Rows {
  const threads = PROJECTS.flatMap((project) =>
    project.threads.map((thread) => ({ project, thread })),
  );
  const texts = threads.flatMap(({ thread }) => secondTexts(thread, today));
  const polls = pollRows(
    threads.map(({ thread }) => thread),
    today,
  );
  const ties = tieRows(
    threads.map(({ thread }) => thread),
    (post) => momentOf(post, today),
  );
  return {
    project: PROJECTS.map((project) => projectRow(project, today)),
    project_member: PROJECTS.flatMap((project) => memberRows(project, today)),
    thread: threads.map(({ project, thread }) => threadRow(project, thread, today)),
    thread_tag: threads.flatMap(({ thread }) => tagRows(thread)),
    post: threads.flatMap(({ thread }) =>
      thread.posts.map((post, i) => postRow(thread, post, i, today)),
    ),
    parallel_text: texts,
    parallel_revision: texts.filter((row) => row['owner_kind'] === 'post').map(firstVersion),
    ...planRows(PROJECTS, today),
    ...answerRows(
      threads.map(({ thread }) => thread),
      {
        postId: (thread, i) => idOf('post', postKey(thread, i)),
        momentOf: (post) => momentOf(post, today),
      },
    ),
    ...polls,
    ...ties,
    thread_turn: [...ties.thread_turn, ...(polls['thread_turn'] ?? [])],
    read_state: threads.flatMap(({ project, thread }) => readRows(project, thread, today)),
  };
}

/** The channel of each thread and its log, which agree with the posts' places. */
export function threadLog(today: Date): {
  channels: Row[];
  eventsOf: (ids: Map<string, number>) => Row[];
} {
  const threads = PROJECTS.flatMap((project) => project.threads);
  return {
    channels: threads.map((thread) => ({
      kind: 'thread',
      record_id: idOf('thread', thread.key),
      last_seq: placesIn(thread),
    })),
    eventsOf: (ids) =>
      threads.flatMap((thread) => [
        ...thread.posts.map((post, i) => ({
          channel_id: ids.get(idOf('thread', thread.key))!,
          seq: i + 1,
          type: 'post.created',
          payload: { postId: idOf('post', postKey(thread, i)) },
          at: momentOf(post, today),
        })),
        ...(thread.event
          ? [
              {
                channel_id: ids.get(idOf('thread', thread.key))!,
                seq: thread.posts.length + 1,
                type: 'thread.turned',
                payload: { turnId: idOf('turn', `event:${thread.key}`) },
                at: momentOf(thread.posts.at(-1)!, today),
              },
            ]
          : []),
        ...(thread.poll
          ? [
              {
                channel_id: ids.get(idOf('thread', thread.key))!,
                seq: placesIn(thread),
                type: 'thread.turned',
                payload: { turnId: idOf('turn', `poll:${thread.key}`) },
                at: atJapanTime(workdayFrom(today, thread.poll.on), thread.poll.at),
              },
            ]
          : []),
      ]),
  };
}

function projectRow(project: SeedProject, today: Date): Row {
  return {
    id: idOf('project', project.key),
    slug: project.key,
    title: project.title,
    summary: project.summary,
    direction: project.direction,
    stage: project.stage,
    privacy: project.privacy,
    countries: project.countries,
    fields: project.fields,
    lead_org_id: idOf('organisation', project.lead),
    goals: project.plan?.goals ?? {},
    created_at: startOf(project, today),
  };
}

function memberRows(project: SeedProject, today: Date): Row[] {
  const row = (org: string) => ({
    project_id: idOf('project', project.key),
    org_id: idOf('organisation', org),
    part: org === project.lead ? 'lead' : 'participant',
    joined_at: startOf(project, today),
    left_at: null as string | null,
  });
  return [
    ...[project.lead, ...project.participants].map(row),
    ...Object.entries(project.former ?? {}).map(([org, months]) => ({
      ...row(org),
      left_at: monthsFrom(today, -months),
    })),
  ];
}

function threadRow(project: SeedProject, thread: SeedThread, today: Date): Row {
  const first = thread.posts[0]!;
  return {
    id: idOf('thread', thread.key),
    project_id: idOf('project', project.key),
    kind: thread.kind,
    title: thread.title,
    lang: thread.lang,
    state: thread.state,
    created_by: idOf('person', first.by),
    org_id: idOf('organisation', orgOfPost(first)),
    created_at: momentOf(first, today),
    last_post_at: momentOf(thread.posts.at(-1)!, today),
    version: 0,
  };
}

function tagRows({ key, tags = [] }: SeedThread): Row[] {
  return tags.map((label, i) => ({
    thread_id: idOf('thread', key),
    folded: foldTag(label),
    label,
    position: i + 1,
  }));
}

function postRow(thread: SeedThread, post: SeedPost, index: number, today: Date): Row {
  const at = momentOf(post, today);
  return {
    id: idOf('post', postKey(thread, index)),
    thread_id: idOf('thread', thread.key),
    seq: index + 1,
    author_id: idOf('person', post.by),
    org_id: idOf('organisation', orgOfPost(post)),
    client_id: idOf('client', postKey(thread, index)),
    body: post.text,
    lang: post.lang,
    at,
    edited_at: post.edited ? new Date(at.getTime() + EDITED_AFTER_MS) : null,
  };
}

function secondTexts(thread: SeedThread, today: Date): Row[] {
  const opened = momentOf(thread.posts[0]!, today);
  const title = thread.titleAlso;
  const ofTitle = title
    ? [
        textRow(
          'thread',
          thread.key,
          'title',
          title.lang,
          title.text,
          'checked',
          thread.posts[0]!.by,
          opened,
        ),
      ]
    : [];
  const ofPosts = thread.posts.flatMap((post, i) =>
    blockTexts(postKey(thread, i), post, momentOf(post, today)),
  );
  return [...ofTitle, ...ofPosts];
}

/** The second text of a post beside each of its paragraphs; untranslated ones are left out of it. */
function blockTexts(key: string, { text, also }: SeedPost, at: Date): Row[] {
  if (!also) return [];
  const words = blocksOf(also.text).map((block) => block.text);
  const standing = blocksOf(text).flatMap((block, position) => {
    const state = also.blocks?.[position] ?? also.state;
    return state === 'none' ? [] : { block, position, state };
  });
  return standing.map(({ block, position, state }, i) => ({
    ...textRow('post', key, block.key, also.lang, words[i]!, state, null, at),
    position,
    source: also.was?.[position] ?? block.text,
    checked_by: also.by && state !== 'machine' ? idOf('person', also.by) : null,
    checked_at: also.by && state !== 'machine' ? at : null,
  }));
}

/** What the history of a text begins with: its state now, or the one before its source was edited. */
function firstVersion(text: Row): Row {
  const { checked_by } = text;
  const by = PEOPLE.find((one) => idOf('person', one.key) === checked_by);
  return {
    text_id: text['id'],
    number: 0,
    owner_kind: text['owner_kind'],
    owner_id: text['owner_id'],
    block: text['block'],
    lang: text['lang'],
    source: text['source'],
    body: text['body'],
    state: text['state'] === 'stale' ? 'checked' : text['state'],
    by_person: checked_by,
    by_org: by ? idOf('organisation', homeOrgOf(by.key)) : null,
    at: text['updated_at'],
  };
}

/** Everybody who takes part has read all, except where the thread says how much is left. */
function readRows(project: SeedProject, thread: SeedThread, today: Date): Row[] {
  const taking = new Set([project.lead, ...project.participants]);
  return PEOPLE.filter((one) =>
    one.memberships.some((each) => each.endedMonths === undefined && taking.has(each.org)),
  ).map((one) => ({
    person_id: idOf('person', one.key),
    thread_id: idOf('thread', thread.key),
    last_read_seq: readTo(thread, thread.unread[one.key] ?? 0),
    at: momentOf(thread.posts.at(-1)!, today),
  }));
}

/** The turn of an event stands behind the posts: who has not read the last of these has not come to it. */
function readTo(thread: SeedThread, unread: number): number {
  return placesIn(thread) - unread - (thread.event && unread > 0 ? 1 : 0);
}

function postKey(thread: SeedThread, index: number): string {
  return `${thread.key}:${index + 1}`;
}

function orgOfPost(post: SeedPost): string {
  return post.as ?? homeOrgOf(post.by);
}

function momentOf(post: SeedPost, today: Date): Date {
  return atJapanTime(workdayFrom(today, post.on), post.at);
}

function startOf(project: SeedProject, today: Date): Date {
  return atJapanTime(monthsFrom(today, project.sinceMonths), '10:00');
}
