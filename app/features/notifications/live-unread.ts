import { useLocation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { call } from '#app/realtime/connection.ts';
import { useChannel } from '#app/realtime/use-channel.ts';

type Shell = { personId: string; unread: number; asOfSeq: number };

/** Several at once are asked about once. */
const SETTLE_MS = 250;

/**
 * The number at the bell: as the page was read, then as the person's own channel tells. Where the
 * list itself is open it is read again.
 */
export function useLiveUnread(shell: Shell): number {
  const { revalidate } = useRevalidator();
  const { pathname } = useLocation();
  const [told, setTold] = useState<{ asOfSeq: number; unread: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);

  function ask() {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      if (pathname === '/notifications') return revalidate();
      const answer = await call<{ unread: number }>('notifications.unreadCount', {});
      if (answer.ok) setTold({ asOfSeq: shell.asOfSeq, unread: answer.data.unread });
    }, SETTLE_MS);
  }

  useChannel('person', shell.personId, shell.asOfSeq, {
    apply: (events) => events.some(({ type }) => type.startsWith('notification.')) && ask(),
    resync: ask,
    closed: () => undefined,
  });
  return told && told.asOfSeq === shell.asOfSeq ? told.unread : shell.unread;
}
