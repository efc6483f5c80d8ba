import type { Answer } from '#server/forum.ts';
import type { SummaryKind, SummaryPart } from '#server/summaries/plain.ts';

export type SummaryStanding = Answer<'summaries.ofCase'>;
export type SummaryWords = Answer<'summaries.read'>['words'];
export type OpenedSummary = NonNullable<Answer<'summaries.openLink'>['opened']>;

/** What a part is called: in a second opinion nobody was treated. */
export function partKey(part: SummaryPart, kind: SummaryKind) {
  return kind === 'opinion' ? (`opinion.${part}` as const) : (`part.${part}` as const);
}
