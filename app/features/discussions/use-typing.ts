import { useCallback, useEffect, useRef, useState } from 'react';
import { sendSignal } from '#app/realtime/connection.ts';
import type { ChannelRef, LogEvent, Signal } from '#app/realtime/protocol.ts';
import type { PostView } from '#server/discussions/views.ts';

const SAID_EVERY_MS = 2000;
const FADES_AFTER_MS = 4500;

/** Who is typing now, heard from others and told to them; nothing of it is kept. */
export function useTyping(channel: ChannelRef, ownId: string) {
  const [typists, setTypists] = useState<readonly string[]>([]);
  const fades = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const lastSaid = useRef(0);

  const stop = useCallback((personId: string) => {
    clearTimeout(fades.current.get(personId));
    fades.current.delete(personId);
    setTypists((now) => (now.includes(personId) ? now.filter((id) => id !== personId) : now));
  }, []);
  useEffect(() => {
    const timers = fades.current;
    return () => timers.forEach((timer) => clearTimeout(timer));
  }, []);

  return {
    typists,
    heard({ type, personId }: Signal) {
      if (type !== 'typing' || personId === ownId) return;
      clearTimeout(fades.current.get(personId));
      fades.current.set(
        personId,
        setTimeout(() => stop(personId), FADES_AFTER_MS),
      );
      setTypists((now) => (now.includes(personId) ? now : [...now, personId]));
    },
    /** Whoever has posted is no longer typing that. */
    wrote(events: readonly LogEvent[]) {
      for (const { type, post } of events as (LogEvent & { post?: PostView })[]) {
        if (post && type === 'post.created') stop(post.authorId);
      }
    },
    say() {
      const now = Date.now();
      if (now - lastSaid.current < SAID_EVERY_MS) return;
      lastSaid.current = now;
      sendSignal(channel, 'typing');
    },
  };
}
