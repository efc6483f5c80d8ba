import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { TurnDelivery, TurnView } from '#server/discussions/turns.ts';
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
  mine: Mine;
  me: { personId: string };
  turns: TurnView[];
  /** Who of these authors has left (`person org`), and which of these posts the reader keeps. */
  left: string[];
  bookmarks: string[];
};

/** The reader's own signs, by post. */
export type Mine = Readonly<Record<string, readonly ReactionKind[]>>;

/** The posts on the page, oldest first, and everybody they name. */
export type ThreadState = {
  posts: readonly PostView[];
  /** What happened to the thread among them. */
  turns: readonly TurnView[];
  left: readonly string[];
  bookmarks: readonly string[];
  authors: Readonly<Record<string, AuthorView>>;
  orgs: Readonly<Record<string, OrgView>>;
  older: boolean;
  newer: boolean;
  /** Posts that came while this window was not the newest one. */
  arrived: number;
  /** Posts of the whole thread. */
  postCount: number;
  mine: Mine;
  meId: string;
};

export function fromWindow(window: ThreadWindow): ThreadState {
  return {
    posts: window.posts,
    turns: window.turns,
    left: window.left,
    bookmarks: window.bookmarks,
    authors: byId(window.authors),
    orgs: byId(window.orgs),
    older: window.older,
    newer: window.newer,
    arrived: 0,
    postCount: window.postCount,
    mine: window.mine,
    meId: window.me.personId,
  };
}

/** The window that lies before this one, put in front of it. */
export function withOlder(state: ThreadState, window: ThreadWindow): ThreadState {
  const first = state.posts[0]?.seq ?? Infinity;
  return {
    ...named(state, window),
    ...marked(state, window),
    posts: [...window.posts.filter((post) => post.seq < first), ...state.posts],
    turns: together(window.turns, state.turns),
    older: window.older,
    mine: { ...state.mine, ...window.mine },
  };
}

/** The window that lies after this one, put behind it. */
export function withNewer(state: ThreadState, window: ThreadWindow): ThreadState {
  const last = state.posts.at(-1)?.seq ?? 0;
  return {
    ...named(state, window),
    ...marked(state, window),
    posts: [...state.posts, ...window.posts.filter((post) => post.seq > last)],
    turns: together(state.turns, window.turns),
    newer: window.newer,
    arrived: window.newer ? state.arrived : 0,
    mine: { ...state.mine, ...window.mine },
  };
}

/** The reader's sign on a post as it shall be: shown at once, before the forum has said so. */
export function withReaction(
  state: ThreadState,
  postId: string,
  kind: ReactionKind,
  on: boolean,
): ThreadState {
  const others = (state.mine[postId] ?? []).filter((one) => one !== kind);
  return { ...state, mine: { ...state.mine, [postId]: on ? [...others, kind] : others } };
}

/** Applies events of the log: the same events give the same posts as reading the page again. */
export function withEvents(state: ThreadState, events: readonly LogEvent[]): ThreadState {
  return events.reduce(withEvent, state);
}

function withEvent(before: ThreadState, event: LogEvent): ThreadState {
  if (event.type === 'thread.turned') return withTurn(before, event);
  const { post, author, org, excerpt, reaction } = event as LogEvent & Partial<PostDelivery>;
  if (!post || !author || !org) return before;
  let state = withQuoted(before, post.id, excerpt ?? null);
  if (reaction?.personId === state.meId) {
    state = withReaction(state, post.id, reaction.kind, reaction.on);
  }
  const at = state.posts.findIndex((one) => one.id === post.id);
  if (at < 0 && event.type !== 'post.created') return state;
  const postCount = state.postCount + (at < 0 ? 1 : 0);
  if (at < 0 && state.newer) return { ...state, arrived: state.arrived + 1, postCount };
  const posts = at < 0 ? inPlace(state.posts, post) : state.posts.with(at, post);
  return { ...named(state, { authors: [author], orgs: [org] }), posts, postCount };
}

/** What quotes a post shows it as it is now, and no longer what was deleted. */
function withQuoted(state: ThreadState, postId: string, text: string | null): ThreadState {
  if (!state.posts.some(({ quote }) => quote?.id === postId && quote.text !== text)) return state;
  const posts = state.posts.map((one) =>
    one.quote?.id === postId
      ? { ...one, quote: { ...one.quote, text, deleted: text === null } }
      : one,
  );
  return { ...state, posts };
}

/** A turn comes at the end; one that lies beyond this window will come with it. */
function withTurn(state: ThreadState, event: LogEvent): ThreadState {
  const { turn, author, org } = event as LogEvent & Partial<TurnDelivery>;
  if (!turn || state.newer) return state;
  const more = { authors: author ? [author] : [], orgs: org ? [org] : [] };
  return { ...named(state, more), turns: together(state.turns, [turn]) };
}

function marked(state: ThreadState, { left, bookmarks }: ThreadWindow) {
  return { left: [...state.left, ...left], bookmarks: [...state.bookmarks, ...bookmarks] };
}

function together(some: readonly TurnView[], more: readonly TurnView[]): TurnView[] {
  const all = new Map([...some, ...more].map((turn) => [turn.id, turn]));
  return [...all.values()].sort((a, b) => a.seq - b.seq);
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
