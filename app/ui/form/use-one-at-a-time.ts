import { useEffect, useRef, type FormEvent } from 'react';

/**
 * For the `onSubmit` of a form on a fetcher: a press sends nothing while another one is on its way. The
 * button says so too, but only once the page was drawn anew, and the second press of a double click may
 * come before. Of two that are answered with a redirect the router would go on to miss a fetcher that
 * it has already forgotten, and fail with the next navigation.
 */
export function useOneAtATime(state: 'idle' | 'loading' | 'submitting') {
  const sent = useRef(false);
  // At every drawing: one may go from idle to idle without a drawing between.
  useEffect(() => {
    if (state === 'idle') sent.current = false;
  });
  return (event: FormEvent) => {
    if (sent.current) event.preventDefault();
    sent.current = true;
  };
}
