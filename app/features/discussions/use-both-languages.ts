import { useCallback, useSyncExternalStore } from 'react';

const KEY = 'forum.bothLanguages';
const watchers = new Set<() => void>();

function watch(changed: () => void): () => void {
  watchers.add(changed);
  addEventListener('storage', changed);
  return () => {
    watchers.delete(changed);
    removeEventListener('storage', changed);
  };
}

/** Whether posts show all their languages at once: chosen once, and kept in this browser. */
export function useBothLanguages(): { both: boolean; toggle: () => void } {
  const both = useSyncExternalStore(
    watch,
    () => localStorage.getItem(KEY) === 'yes',
    () => false,
  );
  const toggle = useCallback(() => {
    if (localStorage.getItem(KEY) === 'yes') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'yes');
    for (const changed of watchers) changed();
  }, []);
  return { both, toggle };
}
