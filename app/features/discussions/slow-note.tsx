import { useEffect, useState } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { slowText } from './slow-text.ts';
import styles from './thread.module.css';

/** Under a slow thread: how long one waits between two posts, and how much of it is left. */
export function SlowNote({ seconds, lastOwnAt }: { seconds: number; lastOwnAt: string | null }) {
  const t = useT('threads');
  const [now, setNow] = useState<number | null>(null);
  const until = lastOwnAt ? Date.parse(lastOwnAt) + seconds * 1000 : 0;
  const left = now === null ? 0 : Math.ceil((until - now) / 1000);
  useEffect(() => {
    if (seconds === 0 || until <= Date.now()) return setNow(Date.now());
    setNow(Date.now());
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds, until]);
  if (seconds === 0) return null;
  return (
    <p className={styles.slow}>
      {left > 0
        ? t('slow.wait', { seconds: Math.min(left, seconds) })
        : t('slow.note', { time: slowText(seconds, t) })}
    </p>
  );
}
