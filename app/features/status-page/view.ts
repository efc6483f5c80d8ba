import type { Answer } from '#server/forum.ts';

export type StatusPageOfCase = Answer<'statusPage.ofCase'>;
export type Shown = Answer<'statusPage.read'>;
export type Made = Answer<'statusPage.open'>;
