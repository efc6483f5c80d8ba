import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useChannel } from '#app/realtime/use-channel.ts';
import type { EventView } from '#server/events/index.ts';

type Seats = EventView['seats'];
type Live = { id: string; asOfSeq: number; seats: Seats; mine: { state: string } | null };

const REFRESH_MS = 30_000;

/** The seats of an open page: as the page was read, then as the event's channel says. */
export function useLiveSeats(event: Live): Seats {
  const { revalidate } = useRevalidator();
  const [told, setTold] = useState<{ asOfSeq: number; seats: Seats } | null>(null);
  useChannel('event', event.id, event.asOfSeq, {
    apply(events) {
      const seats = events.findLast(({ type }) => type === 'seats.changed');
      if (seats) setTold({ asOfSeq: event.asOfSeq, seats: seats as unknown as Seats });
      // One's place in the line, the programme and the dates stand on the page itself.
      const others = events.some(({ type }) => type !== 'seats.changed');
      if (others || event.mine?.state === 'waiting') revalidate();
    },
    resync: revalidate,
    closed: revalidate,
  });
  return told && told.asOfSeq === event.asOfSeq ? told.seats : event.seats;
}

/** For readers without a channel of their own: the page is read again on focus and every 30 s. */
export function useRefresh(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const refresh = () => document.visibilityState === 'visible' && revalidate();
    const timer = setInterval(refresh, REFRESH_MS);
    addEventListener('focus', refresh);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', refresh);
    };
  }, [revalidate]);
}

/** The forum's time on an open page, moving on each half minute. */
export function useNow(at: string): Date {
  const [now, setNow] = useState(at);
  useEffect(() => {
    const opened = Date.now();
    const tick = () => setNow(new Date(Date.parse(at) + Date.now() - opened).toISOString());
    const timer = setInterval(tick, REFRESH_MS);
    return () => clearInterval(timer);
  }, [at]);
  return new Date(now);
}
