import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { followChannel } from '#app/realtime/connection.ts';
import type { ChannelRef } from '#app/realtime/protocol.ts';

const AT_MOST_EVERY_MS = 2000;
/** Listening to more threads than this costs more than a list's freshness is worth. */
const MOST_CHANNELS = 30;

type Followed = { channel: ChannelRef; asOfSeq: number };

/**
 * Reads the page again, at most every two seconds, when something happens in one of its channels; not
 * all pages at the same moment, when something concerns them all.
 */
export function useRefresh(channels: readonly Followed[]) {
  const { revalidate } = useRevalidator();
  const key = channels.map(({ channel }) => `${channel.kind}:${channel.id}`).join();
  const latest = useRef(channels);
  latest.current = channels;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          revalidate();
        },
        AT_MOST_EVERY_MS * (1 + Math.random()),
      );
    };
    const following = latest.current
      .slice(0, MOST_CHANNELS)
      .map(({ channel, asOfSeq }) =>
        followChannel(channel, asOfSeq, { apply: refresh, resync: refresh, closed: refresh }),
      );
    return () => {
      clearTimeout(timer);
      following.forEach((one) => one.stop());
    };
  }, [key, revalidate]);
}
