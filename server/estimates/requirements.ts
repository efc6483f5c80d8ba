import type { Requirement } from '#server/referrals/index.ts';
import { agreedOf, isSettled } from './agreed.ts';

/** Dates are set and papers for the visa issued on an estimate that the patient's side has accepted. */
export const missingEstimate: Requirement = async (tx, row) =>
  (await agreedOf(tx, row.id)) ? [] : ['estimate'];

/** A patient is admitted when the deposit of that estimate is there, or the hospital asks for none. */
export const missingDeposit: Requirement = async (tx, row) => {
  const agreed = await agreedOf(tx, row.id);
  if (!agreed) return ['estimate'];
  return isSettled(agreed) ? [] : ['deposit'];
};
