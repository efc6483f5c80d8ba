import { useCallback, useEffect, useRef, useState } from 'react';
import { useRevalidator } from '@remix-run/react';
import type { Matters } from '#server/discussions/matters.ts';
import { call } from '#app/realtime/connection.ts';
import type { LogEvent } from '#app/realtime/protocol.ts';
import type { ThreadData } from './thread-data.ts';

/** Several changes at one moment are asked about once. */
const SETTLES_MS = 250;

/** How the thread stands: as its page was read, and again whenever its channel tells of a change. */
export function useMatters(page: ThreadData) {
  const [matters, setMatters] = useState<Matters>(page);
  const [drawn, setDrawn] = useState(page);
  if (drawn !== page) {
    setDrawn(page);
    setMatters(page);
  }
  const { revalidate } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const threadId = page.thread.id;
  const { projectId } = page.head;

  const refresh = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void call<Matters>('discussions.threadMatters', { threadId }).then((answer) => {
        if (!answer.ok) return;
        // In another project the thread has other readers and another way back.
        if (answer.data.head.projectId !== projectId) revalidate();
        else setMatters(answer.data);
      });
    }, SETTLES_MS);
  }, [threadId, projectId, revalidate]);

  return {
    ...matters,
    refresh,
    heard(events: readonly LogEvent[]) {
      if (events.some(({ type }) => type === 'thread.turned' || type === 'notice.acknowledged')) {
        refresh();
      }
    },
  };
}
export type LiveMatters = ReturnType<typeof useMatters>;
