import type { OfferStatus } from './offers.ts';

/** Shares of the time to answer, in percent of business time, at which the silent are reminded. */
export const MARKS = [90, 50, 25] as const;
export type Mark = (typeof MARKS)[number];

/** Nobody at the hospital has opened what it was asked, or confirmed what it was chosen for. */
const UNTOUCHED: readonly OfferStatus[] = ['sent', 'chosen'];

/** Whether a reminder goes to everybody of a hospital who can answer, deputies too, not just who is on duty. */
export function remindsAll(mark: Mark): boolean {
  return mark >= 50;
}

export type Escalation = {
  /** What the representatives of the hospital are told. */
  representatives: 'referral.unopened' | 'referral.unanswered' | null;
  /** Whether the officer of the case is told. */
  officer: boolean;
};

/**
 * Who else hears of a hospital's silence at a mark. At half of the time its representatives, where
 * nobody has even looked: somebody who reads and thinks needs no push from above. At nine tenths they
 * and the officer, whatever was looked at.
 */
export function escalationAt(mark: Mark, status: OfferStatus): Escalation {
  if (mark === 90) return { representatives: 'referral.unanswered', officer: true };
  const untouched = mark === 50 && UNTOUCHED.includes(status);
  return { representatives: untouched ? 'referral.unopened' : null, officer: false };
}
