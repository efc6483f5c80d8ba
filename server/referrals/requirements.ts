import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from './access.ts';
import type { Missing } from './rules/completeness.ts';
import type { RecordNeed } from './rules/states.ts';

/** Says what a record beside the case still lacks, as paths that forms and refusals share. */
export type Requirement = (tx: Tx, row: ReferralRow) => Promise<Missing[]>;

/**
 * The records that steps of the state table wait for, each answered by the module that keeps it:
 * `appointment: missingAppointment`. A record that nobody keeps yet holds nothing up.
 */
export const REQUIREMENTS: Partial<Record<RecordNeed, Requirement>> = {};

/** A module says what the record that it keeps still lacks; steps of the table wait for it from then on. */
export function answerFor(need: RecordNeed, requirement: Requirement): void {
  REQUIREMENTS[need] = requirement;
}
