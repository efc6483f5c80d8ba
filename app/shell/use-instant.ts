import { useEffect, useState } from 'react';
import type { Answer } from '#server/forum.ts';

export type InstantHit = Answer<'search.instant'>['hits'][number];

const PAUSE_MS = 160;

/**
 * The first findings for what is typed, after a pause in typing. What is asked anew makes the answer
 * before it void: it is cancelled, and never shown over a later one. Null while there is no answer.
 */
export function useInstant(words: string, actingAs: string | undefined): InstantHit[] | null {
  const [answer, setAnswer] = useState<{ words: string; hits: InstantHit[] } | null>(null);
  useEffect(() => {
    if (!words) return setAnswer(null);
    const stale = new AbortController();
    const timer = setTimeout(() => {
      void ask(words, actingAs, stale.signal).then((hits) => {
        if (hits && !stale.signal.aborted) setAnswer({ words, hits });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  }, [words, actingAs]);
  // What was found for the letters before stays in sight until the next answer.
  return answer && words ? answer.hits : null;
}

async function ask(
  q: string,
  actingAs: string | undefined,
  signal: AbortSignal,
): Promise<InstantHit[] | null> {
  try {
    const response = await fetch('/api/v1/search.instant', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(actingAs && { 'X-Acting-As': actingAs }),
      },
      body: JSON.stringify({ q }),
      signal,
    });
    return response.ok ? ((await response.json()) as Answer<'search.instant'>).hits : null;
  } catch {
    return null;
  }
}
