import { useEffect, useRef, useSyncExternalStore } from 'react';
import {
  connectionState,
  followChannel,
  watchConnection,
  type ConnectionState,
  type Listener,
} from './connection.ts';
import type { ChannelKind } from './protocol.ts';

/** How this page hears of news, for notices. On the server and before hydration: `idle`. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(watchConnection, connectionState, () => 'idle');
}

/**
 * Follows a record's channel from the place its page was read at. When the page is read anew, it
 * follows from that place: events that the new page already holds are not applied to it again.
 */
export function useChannel(kind: ChannelKind, id: string, asOfSeq: number, listener: Listener) {
  const latest = useRef(listener);
  latest.current = listener;
  const followed = useRef<ReturnType<typeof followChannel> | null>(null);
  const start = useRef(asOfSeq);
  start.current = asOfSeq;

  useEffect(() => {
    const following = followChannel({ kind, id }, start.current, {
      apply: (events) => latest.current.apply(events),
      resync: () => latest.current.resync(),
      closed: () => latest.current.closed(),
      signal: (signal) => latest.current.signal?.(signal),
    });
    followed.current = following;
    return () => following.stop();
  }, [kind, id]);

  useEffect(() => {
    followed.current?.startFrom(asOfSeq);
  }, [kind, id, asOfSeq]);
}
