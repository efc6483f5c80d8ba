import { useFetcher, useRevalidator } from '@remix-run/react';
import {
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Mention, ReactionKind } from '#server/discussions/schemas.ts';
import type { AttachmentView, PostView, QuoteView } from '#server/discussions/views.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { actFor, call } from '#app/realtime/connection.ts';
import type { LogEvent, Refusal } from '#app/realtime/protocol.ts';
import { senderOf } from '#app/realtime/sender.ts';
import { useChannel } from '#app/realtime/use-channel.ts';
import type { loader } from '#app/routes/discussions/thread.tsx';
import { threadAddress } from './addresses.ts';
import { drafts } from './drafts.ts';
import {
  fromWindow,
  withEvents,
  withNewer,
  withOlder,
  withReaction,
  type ThreadState,
  type ThreadWindow,
} from './thread-state.ts';
import type { ThreadData } from './thread-data.ts';
import { usePolls } from '#app/features/decisions/use-polls.ts';
import type { PollView } from '#server/decisions/queries/polls.ts';
import { useMatters } from './use-matters.ts';
import { useTyping } from './use-typing.ts';

export type Content = {
  body: string;
  lang: Lang;
  files?: readonly AttachmentView[];
  quote?: QuoteView;
  mentions?: readonly Mention[];
};

type Change =
  | { type: 'page'; page: ThreadWindow }
  | { type: 'older' | 'newer'; page: ThreadWindow }
  | { type: 'events'; events: LogEvent[] }
  | { type: 'reaction'; postId: string; kind: ReactionKind; on: boolean };

function reduce(state: ThreadState, change: Change): ThreadState {
  if (change.type === 'events') return withEvents(state, change.events);
  if (change.type === 'reaction') {
    return withReaction(state, change.postId, change.kind, change.on);
  }
  if (change.type === 'older') return withOlder(state, change.page);
  if (change.type === 'newer') return withNewer(state, change.page);
  return fromWindow(change.page);
}

/** A thread that lives: its posts as the log goes on, what is on its way, and who is typing. */
export function useThread(
  page: ThreadData,
  asked: readonly PollView[],
  /** Told when what stands in this window's draft was sent from another one. */
  onDraftSent: () => void,
) {
  const { id } = page.thread;
  const [state, change] = useReducer(reduce, page, fromWindow);
  const [closed, setClosed] = useState(false);
  const revalidator = useRevalidator();
  const matters = useMatters(page);
  const polls = usePolls(id, asked);
  const typing = useTyping({ kind: 'thread', id }, page.me.personId);
  const sender = useMemo(
    () =>
      senderOf<Content>(`thread ${id}`, (clientId, { files, quote, ...text }) =>
        call('discussions.post', {
          threadId: id,
          clientId,
          ...text,
          ...(files && { fileIds: files.map((file) => file.id) }),
          ...(quote && { quoteId: quote.id }),
        }),
      ),
    [id],
  );
  const box = useSyncExternalStore(sender.watch, sender.box, () => NOTHING);

  const [drawn, setDrawn] = useState(page);
  if (drawn !== page) {
    setDrawn(page);
    change({ type: 'page', page });
  }
  useEffect(() => actFor(page.me.orgId), [page.me.orgId]);

  useChannel('thread', id, page.asOfSeq, {
    apply(events) {
      change({ type: 'events', events });
      typing.wrote(events);
      for (const post of sentBy(page.me.personId, events)) {
        if (sender.sentHere(post.clientId)) continue;
        void sentFromElsewhere(id, post.id).then((went) => went && onDraftSent());
      }
      // Who is in a conversation has changed, or a post went by as an id alone: the page reads it.
      if (events.some((event) => event.type === 'people.changed' || isBare(event))) {
        revalidator.revalidate();
      }
      matters.heard(events);
      polls.heard(events);
    },
    resync: () => revalidator.revalidate(),
    closed: () => setClosed(true),
    signal: typing.heard,
  });

  const held = page.held;
  // What waits for the secretariat is seen by its author alone, so it comes by the own channel.
  useChannel('person', page.me.personId, page.personSeq, {
    apply(events) {
      if (events.some((event) => event.type === 'held.changed')) revalidator.revalidate();
    },
    resync: () => {},
    closed: () => {},
  });

  const mine = state.posts.filter((post) => post.authorId === page.me.personId);
  const arrivedIds = [...mine, ...held].map((one) => one.clientId).join();
  useEffect(() => {
    if (arrivedIds) sender.arrived(new Set(arrivedIds.split(',')));
  }, [sender, arrivedIds]);

  const more = useMore(id, change);
  const posted = new Set(mine.map((post) => post.clientId));
  const known = new Set([...posted, ...held.map((one) => one.clientId)]);
  return {
    state,
    /** What is not a post yet; what the log has already brought is not shown twice. */
    outgoing: box.filter((entry) => !known.has(entry.clientId)),
    /** Mine that wait for the secretariat. */
    held: held.filter((one) => !posted.has(one.clientId)),
    sender,
    typing,
    matters,
    polls,
    closed,
    /** Sets or takes back the reader's sign on a post; answers why not, if not. */
    react: useCallback(
      async (postId: string, kind: ReactionKind, on: boolean): Promise<Refusal | null> => {
        change({ type: 'reaction', postId, kind, on });
        const answer = await call('discussions.react', { postId, kind, on });
        if (answer.ok) return null;
        change({ type: 'reaction', postId, kind, on: !on });
        return answer;
      },
      [],
    ),
    loadOlder: useCallback((seq: number) => more('before', seq), [more]),
    loadNewer: useCallback((seq: number) => more('after', seq), [more]),
  };
}

const NOTHING: readonly never[] = [];

/** Another window sent a post: whether it was what stands in this one's draft too, its words say. */
async function sentFromElsewhere(threadId: string, postId: string): Promise<boolean> {
  if (!drafts.read(threadId)) return false;
  const answer = await call<{ body: string }>('discussions.postSource', { postId });
  return answer.ok && drafts.sentElsewhere(threadId, answer.data.body);
}

/** The posts that somebody has sent, among these events. */
function sentBy(personId: string, events: readonly LogEvent[]): PostView[] {
  return events.flatMap((event) => {
    const post =
      event.type === 'post.created' ? (event['post'] as PostView | undefined) : undefined;
    return post?.authorId === personId ? [post] : [];
  });
}

function isBare(event: LogEvent): boolean {
  return event.type.startsWith('post.') && !('post' in event);
}

/** Reads the window before or after this one, through the page's own loader. */
function useMore(threadId: string, change: (change: Change) => void) {
  const fetcher = useFetcher<typeof loader>();
  const side = useRef<'older' | 'newer'>('older');
  const { data, load } = fetcher;
  useEffect(() => {
    if (data) change({ type: side.current, page: data.data });
  }, [data, change]);
  return useCallback(
    (where: 'before' | 'after', seq: number) => {
      side.current = where === 'before' ? 'older' : 'newer';
      load(`${threadAddress(threadId)}?${where}=${seq}`);
    },
    [load, threadId],
  );
}
