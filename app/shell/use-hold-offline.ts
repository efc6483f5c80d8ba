import { useEffect } from 'react';
import { toast } from '#app/ui/index.ts';

/**
 * Without a connection no form is sent: the page would give way to an error page, and what was typed
 * with it. A form that keeps what it cannot send says so with `data-outbox`.
 * @param words what the reader is told
 */
export function useHoldOffline(words: string): void {
  useEffect(() => {
    const hold = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (navigator.onLine || form.dataset['outbox'] !== undefined) return;
      event.preventDefault();
      event.stopPropagation();
      toast(words, 'danger');
    };
    // Before the form's own handler, which would begin to send.
    window.addEventListener('submit', hold, true);
    return () => window.removeEventListener('submit', hold, true);
  }, [words]);
}
