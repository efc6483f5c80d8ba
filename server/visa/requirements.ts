import type { Requirement } from '#server/referrals/index.ts';
import { planOf } from './reading.ts';

/**
 * A patient who needs a visa arrives once it is issued. Where no plan is kept nothing is known of a
 * visa, and an arrival is a fact that nobody holds up.
 */
export const missingVisa: Requirement = async (tx, row) => {
  const plan = await planOf(tx, row);
  const waits = plan && plan.way !== 'none' && !plan.enteredOn && plan.decision !== 'issued';
  return waits ? ['visa'] : [];
};
