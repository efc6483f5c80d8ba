import { useEffect } from 'react';

/**
 * Adds to every form that is sent which organisation the page was drawn for. The forum refuses what
 * a page asks for one organisation after another tab has switched to a second.
 */
export function useActingAs(orgId: string | undefined): void {
  useEffect(() => {
    if (!orgId) return undefined;
    function mark({ target }: Event) {
      const form = target as HTMLFormElement;
      if (form.method !== 'post') return;
      const known = form.querySelector<HTMLInputElement>('input[name="actingAs"]');
      const field = known ?? document.createElement('input');
      Object.assign(field, { type: 'hidden', name: 'actingAs', value: orgId });
      // First, because what comes behind files is read when they have been dealt with.
      if (!known) form.prepend(field);
    }
    // Before anybody reads the form.
    document.addEventListener('submit', mark, true);
    return () => document.removeEventListener('submit', mark, true);
  }, [orgId]);
}
