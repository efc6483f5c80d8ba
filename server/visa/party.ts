import type { Actor } from '#server/platform/access/actor.ts';
import { sideOf, type ReferralRow } from '#server/referrals/index.ts';
import type { Party } from './plain.ts';

/**
 * Who somebody is among those who bring papers and take steps: nobody, where it is the officer; two at
 * once, where a company guarantees the stay of a patient whom it referred.
 */
export function partiesOf(row: ReferralRow, actor: Actor): Party[] {
  if (sideOf(row, actor) === 'accepted') return ['hospital'];
  return [
    ...(actor.orgId === row.partnerOrgId ? (['partner'] as const) : []),
    ...(actor.orgId === row.facilitatorOrgId ? (['guarantor'] as const) : []),
  ];
}
