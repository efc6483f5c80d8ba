import { useEffect } from 'react';
import { connectionState } from '#app/realtime/connection.ts';
import { toast } from '#app/ui/index.ts';

const ANSWER_WITHIN_MS = 5000;

/**
 * Without a connection no form is sent: the page would give way to an error page, and what was typed
 * with it. Where the page has lost the forum without a word from the browser, it asks whether the forum
 * is there before it sends. A form that keeps what it cannot send says so with `data-outbox`.
 * @param words what the reader is told
 */
export function useHoldOffline(words: { offline: string; unreachable: string }): void {
  const { offline, unreachable } = words;
  useEffect(() => {
    const asking = new WeakSet<HTMLFormElement>();
    const answered = new WeakSet<HTMLFormElement>();
    const hold = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (form.dataset['outbox'] !== undefined || answered.delete(form)) return;
      if (navigator.onLine && !mayBeLost()) return;
      event.preventDefault();
      event.stopPropagation();
      if (!navigator.onLine) return toast(offline, 'danger');
      if (asking.has(form)) return;
      asking.add(form);
      void isThere().then((there) => {
        asking.delete(form);
        if (!there) return toast(unreachable, 'danger');
        // Meanwhile the page may have drawn another form.
        if (!form.isConnected || event.submitter?.isConnected === false) return;
        answered.add(form);
        form.requestSubmit(event.submitter);
        // Where the form itself found something amiss, the next press is asked for again.
        answered.delete(form);
      });
    };
    // Before the form's own handler, which would begin to send.
    window.addEventListener('submit', hold, true);
    return () => window.removeEventListener('submit', hold, true);
  }, [offline, unreachable]);
}

function mayBeLost(): boolean {
  return ['connecting', 'offline'].includes(connectionState());
}

async function isThere(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return (await fetch('/healthz', { cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}
