import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from '#server/referrals/index.ts';
import type { Item, ItemState, Party } from './plain.ts';
import { checklistOf, planOf } from './reading.ts';
import { nextOf } from './rules/next.ts';

export type VisaForPatient = {
  needed: boolean;
  issued: boolean;
  refused: boolean;
  /** Who takes the next step; nobody where one waits for an office. */
  by: Party | null;
  arrivesOn: string;
  leavesOn: string;
  items: { item: Item; by: Party; state: ItemState }[];
};

/** The way to Japan as the patient may follow it: the plan's days, and the papers by their kind. */
export async function visaForPatient(tx: Tx, row: ReferralRow): Promise<VisaForPatient | null> {
  const plan = await planOf(tx, row);
  if (!plan) return null;
  const [{ country } = { country: '' }] = await tx.sql<{ country: string }>`
    SELECT country FROM referral WHERE id = ${row.id}`;
  const items = await checklistOf(tx, plan, country);
  // Money is none of this page's matter, and its estimate was accepted before any day was set.
  const next = nextOf({
    plan,
    days: plan,
    items,
    // Once somebody has come, nobody is asked here what the visa waits for.
    arrivedOn: null,
    guarantor: row.facilitatorOrgId !== null,
    estimate: 'accepted',
    closed: row.state === 'closed',
  });
  return {
    needed: plan.way !== 'none',
    issued: plan.decision === 'issued',
    refused: plan.decision === 'refused',
    by: next.by,
    arrivesOn: plan.arrivesOn,
    leavesOn: plan.leavesOn,
    items: items
      .filter(({ state }) => state !== 'notNeeded')
      .map(({ item, by, state }) => ({ item, by, state })),
  };
}
