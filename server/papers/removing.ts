import type { Actor } from '#server/platform/access/actor.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import { referral, type ReferralRow } from '#server/referrals/index.ts';
import type { PaperKind } from './plain.ts';

type May = CommandContext<unknown, unknown>['may'];
type Paper = { kind: PaperKind; scan: ScanState; orgId: string };

/**
 * Whether the caller can remove a paper now. Before the review any; after it a review may have rested on
 * it, so there go only a signed consent, of which a better scan takes the place, and what nobody can open.
 * The hospital that has the case removes what it brought itself.
 */
export function removable(may: May, actor: Actor, row: ReferralRow, paper: Paper): boolean {
  if (may('referral.docDelete', referral, row)) return true;
  if (!may('referral.docReplace', referral, row)) return false;
  const carries = may('referral.consent', referral, row);
  if (paper.kind === 'consent') return carries;
  return isBroken(paper.scan) && (carries || paper.orgId === actor.orgId);
}

function isBroken(scan: ScanState): boolean {
  return scan === 'infected' || scan === 'error';
}
