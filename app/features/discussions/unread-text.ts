import type { Discuss } from './words.ts';

/** Counting stops here. */
const CAP = 99;

export function unreadText(count: number, t: Discuss): string {
  return count > CAP ? t('unreadMany') : t('unread', { count });
}
