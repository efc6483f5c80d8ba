import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import type { SeedPost, SeedThread } from '../projects/shape.ts';
import type { Row, Rows } from './insert.ts';

/** Signs, calls and votes with which people answered. */
export function answerRows(
  threads: readonly SeedThread[],
  {
    postId,
    momentOf,
  }: { postId: (thread: SeedThread, i: number) => string; momentOf: (post: SeedPost) => Date },
): Rows {
  const posts = threads.flatMap((thread) =>
    thread.posts.map((post, i) => ({ post, id: postId(thread, i) })),
  );
  const calls = posts.flatMap(({ post, id }) =>
    Object.entries(post.calls ?? {}).map(([label, person]) => ({ id, label, person })),
  );
  return {
    post_reaction: posts.flatMap(({ post, id }) =>
      Object.entries(post.reactions ?? {}).flatMap(([kind, people]) =>
        people.map((person) => ({
          post_id: id,
          person_id: idOf('person', person),
          kind,
          org_id: idOf('organisation', homeOrgOf(person)),
          at: momentOf(post),
        })),
      ),
    ),
    post_mention: calls.map(({ id, label, person }) => ({
      id: idOf('mention', `${id}:${person}`),
      post_id: id,
      person_id: idOf('person', person),
      label,
    })),
    post_mentioned: calls.map(({ id, person }) => ({
      post_id: id,
      person_id: idOf('person', person),
    })),
  };
}

/** The open questions of threads, each with its turn at the end of the thread. */
export function pollRows(threads: readonly SeedThread[], today: Date): Rows {
  const asked = threads.flatMap((thread) => (thread.poll ? [{ thread, poll: thread.poll }] : []));
  const momentOf = ({ on, at }: { on: number; at: string }) =>
    atJapanTime(workdayFrom(today, on), at);
  return {
    poll: asked.map(({ thread, poll }) => ({
      id: idOf('poll', thread.key),
      thread_id: idOf('thread', thread.key),
      kind: 'consent',
      question: poll.question,
      lang: thread.lang,
      opened_by: idOf('person', poll.by),
      org_id: idOf('organisation', homeOrgOf(poll.by)),
      client_id: idOf('client', `poll:${thread.key}`),
      opened_at: momentOf(poll),
      closes_at: atJapanTime(workdayFrom(today, poll.closes), '17:00'),
      results: 'shown',
      electorate: [],
    })),
    vote: asked.flatMap(({ thread, poll }) =>
      Object.entries(poll.votes).map(([org, { by, choice, reason }]): Row => ({
        poll_id: idOf('poll', thread.key),
        org_id: idOf('organisation', org),
        choice,
        reason: reason ?? null,
        cast_by: idOf('person', by),
        cast_for: idOf('organisation', org),
        at: momentOf(poll),
      })),
    ),
    thread_turn: asked.map(({ thread, poll }) => ({
      id: idOf('turn', `poll:${thread.key}`),
      thread_id: idOf('thread', thread.key),
      seq: placesIn(thread),
      kind: 'pollOpened',
      actor_id: idOf('person', poll.by),
      org_id: idOf('organisation', homeOrgOf(poll.by)),
      poll_id: idOf('poll', thread.key),
      at: momentOf(poll),
    })),
  };
}

/** The events that threads are about, each with its turn behind the posts. */
export function tieRows(
  threads: readonly SeedThread[],
  momentOf: (post: SeedPost) => Date,
): { thread_link: Row[]; thread_turn: Row[] } {
  const tied = threads.flatMap((thread) => {
    const { event, posts, key } = thread;
    if (!event) return [];
    const by = {
      record_id: idOf('event', event),
      person_id: idOf('person', posts[0]!.by),
      org_id: idOf('organisation', posts[0]!.as ?? homeOrgOf(posts[0]!.by)),
      at: momentOf(posts.at(-1)!),
    };
    return [{ key, seq: posts.length + 1, by }];
  });
  return {
    thread_link: tied.map(({ key, by }) => ({
      id: idOf('link', `${key}:${by.record_id}`),
      thread_id: idOf('thread', key),
      kind: 'event',
      ...by,
    })),
    thread_turn: tied.map(({ key, seq, by: { record_id, person_id, ...by } }) => ({
      id: idOf('turn', `event:${key}`),
      thread_id: idOf('thread', key),
      seq,
      kind: 'eventLinked',
      actor_id: person_id,
      became: record_id,
      ...by,
    })),
  };
}

/** How many places of a thread are taken: its posts, and the turns of its event and its poll. */
export function placesIn(thread: SeedThread): number {
  return thread.posts.length + (thread.event ? 1 : 0) + (thread.poll ? 1 : 0);
}
