import type { AuthorView, OrgView, PostDelivery, PostView } from '#server/discussions/views.ts';
import type { LogEvent } from '#app/realtime/protocol.ts';

/** What a page of a thread brings: a window of posts and who they are by. */
export type ThreadWindow = {
  posts: PostView[];
  authors: AuthorView[];
  orgs: OrgView[];
  older: boolean;
  newer: boolean;
  postCount: number;
};

/** The posts on the page, oldest first, and everybody they name. */
export type ThreadState = {
  posts: readonly PostView[];
  authors: Readonly<Record<string, AuthorView>>;
  orgs: Readonly<Record<string, OrgView>>;
  older: boolean;
  newer: boolean;
  /** Posts that came while this window was not the newest one. */
  arrived: number;
  /** Posts of the whole thread. */
  postCount: number;
};

export function fromWindow(window: ThreadWindow): ThreadState {
  return {
    posts: window.posts,
    authors: byId(window.authors),
    orgs: byId(window.orgs),
    older: window.older,
    newer: window.newer,
    arrived: 0,
    postCount: window.postCount,
  };
}

/** The window that lies before this one, put in front of it. */
export function withOlder(state: ThreadState, window: ThreadWindow): ThreadState {
  const first = state.posts[0]?.seq ?? Infinity;
  return {
    ...named(state, window),
    posts: [...window.posts.filter((post) => post.seq < first), ...state.posts],
    older: window.older,
  };
}

/** The window that lies after this one, put behind it. */
export function withNewer(state: ThreadState, window: ThreadWindow): ThreadState {
  const last = state.posts.at(-1)?.seq ?? 0;
  return {
    ...named(state, window),
    posts: [...state.posts, ...window.posts.filter((post) => post.seq > last)],
    newer: window.newer,
    arrived: window.newer ? state.arrived : 0,
  };
}

/** Applies events of the log: the same events give the same posts as reading the page again. */
export function withEvents(state: ThreadState, events: readonly LogEvent[]): ThreadState {
  return events.reduce(withEvent, state);
}

function withEvent(state: ThreadState, event: LogEvent): ThreadState {
  const { post, author, org } = event as LogEvent & Partial<PostDelivery>;
  if (!post || !author || !org) return state;
  const at = state.posts.findIndex((one) => one.id === post.id);
  if (at < 0 && event.type !== 'post.created') return state;
  const postCount = state.postCount + (at < 0 ? 1 : 0);
  if (at < 0 && state.newer) return { ...state, arrived: state.arrived + 1, postCount };
  const posts = at < 0 ? inPlace(state.posts, post) : state.posts.with(at, post);
  return { ...named(state, { authors: [author], orgs: [org] }), posts, postCount };
}

function inPlace(posts: readonly PostView[], post: PostView): PostView[] {
  const before = posts.findLastIndex((one) => one.seq < post.seq);
  return posts.toSpliced(before + 1, 0, post);
}

function named(state: ThreadState, more: { authors: AuthorView[]; orgs: OrgView[] }): ThreadState {
  return {
    ...state,
    authors: { ...state.authors, ...byId(more.authors) },
    orgs: { ...state.orgs, ...byId(more.orgs) },
  };
}

function byId<T extends { id: string }>(list: readonly T[]): Record<string, T> {
  return Object.fromEntries(list.map((one) => [one.id, one]));
}
