import type { Content } from './use-thread.ts';

const kept = new Map<string, Content>();
let warned = false;

/**
 * What was typed and not sent, by thread. In memory only: it comes back within the forum, and is in
 * no storage that others of the same machine could read.
 */
export const drafts = {
  read: (threadId: string): Content | undefined => kept.get(threadId),
  keep(threadId: string, content: Content): void {
    if (content.body.trim()) kept.set(threadId, content);
    else kept.delete(threadId);
    if (!warned) {
      warned = true;
      addEventListener('beforeunload', (event) => {
        if (kept.size > 0) event.preventDefault();
      });
    }
  },
};
