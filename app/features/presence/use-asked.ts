import { useEffect, useState } from 'react';
import { call } from '#app/realtime/connection.ts';

const ASK_EVERY_MS = 30_000;

/**
 * Asks the forum something again and again while the page is in front of somebody; pages ask at
 * moments of their own, so that they do not all ask at once. What cannot be asked stays as it was.
 * @param key what is asked, as text: where it changes, the answer begins anew
 */
export function useAsked<T>(name: string, key: string, start: T): T {
  const [answered, setAnswered] = useState<{ key: string; data: T } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const ask = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') {
        const answer = await call<T>(name, JSON.parse(key) as object);
        if (stopped) return;
        if (answer.ok) setAnswered({ key, data: answer.data });
      }
      timer = setTimeout(() => void ask(), ASK_EVERY_MS * (0.8 + Math.random() * 0.4));
    };
    const onVisible = () => document.visibilityState === 'visible' && void ask();
    timer = setTimeout(() => void ask(), Math.random() * 2000);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [name, key]);
  return answered?.key === key ? answered.data : start;
}
