import type { Answer } from '#server/forum.ts';
import type { PillTone } from '#app/ui/index.ts';

export type OpinionView = Answer<'opinions.ofCase'>;
export type OpinionState = NonNullable<OpinionView['opinion']>['state'];

export const TONES: Record<OpinionState, PillTone> = {
  proposed: 'waiting',
  agreed: 'info',
  declined: 'neutral',
  withdrawn: 'neutral',
  held: 'waiting',
  concluded: 'good',
  travel: 'good',
};

/** States in which a second opinion is what the case is about. */
export function stands(of: OpinionView | null): boolean {
  return of?.opinion?.state === 'agreed' || of?.opinion?.state === 'held';
}

/** What goes with it when it is given up: of one that was agreed on its time and its price. */
export function giveUpWords({ opinion }: OpinionView) {
  return opinion?.state === 'agreed' ? 'giveUp.lead' : 'giveUp.early';
}

/** How whoever may gives it up says so: hospital and officer take it back, the sender declines. */
export function giveUpVerb({ opinion, rights }: OpinionView) {
  if (rights.withdraw) return 'withdraw';
  return opinion?.state === 'proposed' ? 'decline' : 'declineLate';
}
