import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/** By which act of a case a hospital comes to read something else of it. */
export type GivenBy = 'accepted' | 'consent';
type Follow = (tx: Tx, ring: KeyRing, referralId: string, by: GivenBy) => Promise<void>;
const FOLLOWS: Follow[] = [];

/** A module says what it notes where another hospital comes to read a case, or one other things of it. */
export function whenGiven(follow: Follow): void {
  FOLLOWS.push(follow);
}

/** What follows when a hospital was given a case, or other things of it, under the case's lock. */
export async function given(...of: Parameters<Follow>): Promise<void> {
  for (const follow of FOLLOWS) await follow(...of);
}
