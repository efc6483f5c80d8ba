import type { Answer } from '#server/forum.ts';

/** What the thread page's loader brings. */
export type ThreadData = Answer<'discussions.threadPage'>;
export type ProjectData = Answer<'discussions.projectPage'>;
