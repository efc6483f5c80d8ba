import type { Requirement } from '#server/referrals/index.ts';
import { ofRow, reviewedByLink, summaryOf } from './reading.ts';

/** A case is closed when the hospital has written back and the sending side has said that it was read. */
export const missingSummary: Requirement = async (tx, row) => {
  const issued = await summaryOf(tx, ofRow(row), 'issued');
  if (!issued) return ['returnSummary'];
  const reviewed = issued.reviewedAt ?? (await reviewedByLink(tx, issued.id));
  return reviewed ? [] : ['summaryReview'];
};
