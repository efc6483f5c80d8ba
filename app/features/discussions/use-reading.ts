import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { call } from '#app/realtime/connection.ts';
import type { ThreadData } from './thread-data.ts';
import type { ThreadState } from './thread-state.ts';

/** So close to the end counts as being there: new posts are followed. */
const NEAR_END_PX = 160;
/** Seen for this long counts as read. */
const READ_AFTER_MS = 800;

/**
 * Where somebody is in a conversation: begins at the unread or at the end, stays with the end while
 * one is there, keeps the place when older posts come in above, and notes what has been read.
 */
export function useReading(page: ThreadData, state: ThreadState, outgoing: number) {
  const column = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(0);
  const anchor = useRef<{ id: string; top: number } | null>(null);
  const { id } = page.thread;
  const lastSeq = state.posts.at(-1)?.seq ?? 0;
  const first = state.posts[0];

  const toEnd = useCallback(() => {
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    column.current?.scrollIntoView({ block: 'end', behavior });
    setBelow(0);
  }, []);

  useBeginning(id, column);
  useReadMark(id, state, end, page.lastReadSeq);

  useEffect(() => {
    const onScroll = () => {
      const { bottom = 0 } = column.current?.getBoundingClientRect() ?? {};
      atEnd.current = bottom < innerHeight + NEAR_END_PX;
      if (atEnd.current) setBelow(0);
    };
    onScroll();
    addEventListener('scroll', onScroll, { passive: true });
    return () => removeEventListener('scroll', onScroll);
  }, []);

  // The composer grows when its tools arrive and while one writes: what was in sight stays above it.
  useEffect(() => {
    const grown = new ResizeObserver(() => {
      if (atEnd.current && !document.activeElement?.closest('article'))
        column.current?.scrollIntoView({ block: 'end', behavior: 'instant' });
    });
    if (foot.current) grown.observe(foot.current);
    return () => grown.disconnect();
  }, []);

  const seen = useRef({ lastSeq, outgoing });
  useEffect(() => {
    const before = seen.current;
    seen.current = { lastSeq, outgoing };
    if (state.newer) return;
    const own = outgoing > before.outgoing;
    const came = state.posts.filter((post) => post.seq > before.lastSeq).length;
    // Whoever is changing a post stays where that post is.
    const follows = atEnd.current && !document.activeElement?.closest('article');
    if (own || (came > 0 && follows)) toEnd();
    else if (follows) column.current?.scrollIntoView({ block: 'end', behavior: 'instant' });
    else if (came > 0 && before.lastSeq > 0) setBelow((count) => count + came);
  }, [lastSeq, outgoing, state.newer, state.posts, toEnd]);

  useLayoutEffect(() => {
    const held = anchor.current;
    if (!held) return;
    const element = document.getElementById(held.id);
    anchor.current = null;
    if (element)
      scrollBy({ top: element.getBoundingClientRect().top - held.top, behavior: 'instant' });
  }, [first?.id]);

  return {
    column,
    end,
    foot,
    below,
    toEnd,
    /** Does something that puts posts above, and stays with what is in sight. */
    keepPlace(act: () => void) {
      const element = first && document.getElementById(`post-${first.seq}`);
      if (element) anchor.current = { id: element.id, top: element.getBoundingClientRect().top };
      act();
    },
  };
}

/** A thread opens where the unread begin, else at its end; an address with a place goes there. */
function useBeginning(threadId: string, column: React.RefObject<HTMLElement>) {
  useEffect(() => {
    if (location.hash || new URLSearchParams(location.search).size > 0) return;
    const unread = document.getElementById('unread');
    if (unread) unread.scrollIntoView({ block: 'center', behavior: 'instant' });
    else column.current?.scrollIntoView({ block: 'end', behavior: 'instant' });
  }, [threadId, column]);
}

/** Notes the last post as read once the end of the window has been in sight for a moment. */
function useReadMark(
  threadId: string,
  state: ThreadState,
  end: React.RefObject<HTMLElement>,
  readBefore: number,
) {
  const lastSeq = state.posts.at(-1)?.seq ?? 0;
  const noted = useRef(readBefore);
  useEffect(() => {
    if (lastSeq <= noted.current || !end.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let inSight = false;
    const look = () => {
      clearTimeout(timer);
      if (!inSight || document.visibilityState !== 'visible') return;
      timer = setTimeout(() => {
        noted.current = lastSeq;
        void call('discussions.markSeen', { threadId, seq: lastSeq });
      }, READ_AFTER_MS);
    };
    const observer = new IntersectionObserver(([entry]) => {
      inSight = entry?.isIntersecting ?? false;
      look();
    });
    observer.observe(end.current);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [threadId, lastSeq, end]);
}
