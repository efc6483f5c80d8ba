import type { Actor } from '#server/platform/access/actor.ts';
import { sideOf, type ReferralRow } from '#server/referrals/index.ts';
import type { Party } from './plain.ts';

/** Who somebody is among those who bring papers and take steps; null for the officer. */
export function partyOf(row: ReferralRow, actor: Actor): Party | null {
  const side = sideOf(row, actor);
  if (side === 'partner' || side === 'guarantor') return side;
  return side === 'accepted' ? 'hospital' : null;
}
