import type { Answer } from '#server/forum.ts';

export type SummaryStanding = Answer<'summaries.ofCase'>;
export type SummaryWords = Answer<'summaries.read'>['words'];
export type OpenedSummary = NonNullable<Answer<'summaries.openLink'>['opened']>;
