import { useCallback, useEffect, useRef, useState } from 'react';
import type { PollView } from '#server/decisions/queries/polls.ts';
import { call } from '#app/realtime/connection.ts';
import type { LogEvent } from '#app/realtime/protocol.ts';

const ASKED_AGAIN_MS = 15_000;
const SETTLES_MS = 250;
const OF_POLLS = new Set(['pollOpened', 'pollDeadline', 'pollClosed', 'outcome']);

/**
 * The polls of a thread: as its page was read, again whenever the channel tells of one, and again when
 * the next deadline passes, so that nobody is shown a vote that cannot be cast any more.
 */
export function usePolls(threadId: string, read: readonly PollView[]) {
  const [polls, setPolls] = useState(read);
  const [drawn, setDrawn] = useState(read);
  if (drawn !== read) {
    setDrawn(read);
    setPolls(read);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const refresh = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void call<{ polls: PollView[] }>('decisions.ofThread', { threadId }).then((answer) => {
        if (answer.ok) setPolls(answer.data.polls);
      });
    }, SETTLES_MS);
  }, [threadId]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const next = Math.min(
      ...polls.filter((one) => one.open).map((one) => Date.parse(one.closesAt)),
    );
    const wait = next - Date.now();
    if (!Number.isFinite(wait) || wait > 86_400_000) return undefined;
    // Where this device's clock is ahead, the forum's end is yet to come: it is asked now and then.
    const ends = setTimeout(refresh, wait < 0 ? ASKED_AGAIN_MS : wait + 500);
    return () => clearTimeout(ends);
  }, [polls, refresh]);
  return {
    polls,
    refresh,
    heard(events: readonly LogEvent[]) {
      const mine = ({ type, turn }: LogEvent) =>
        type === 'poll.changed' ||
        (type === 'thread.turned' &&
          OF_POLLS.has((turn as { kind?: string } | undefined)?.kind ?? ''));
      if (events.some(mine)) refresh();
    },
  };
}
