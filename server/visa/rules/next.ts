import type { Party } from '../plain.ts';
import { isOver, type Days } from './clock.ts';
import { isLong, isMedical, type Plan, type Stage, type Standing } from './items.ts';

export type NextStep =
  | 'plan'
  | 'nameGuarantor'
  | 'estimate'
  | 'answerEstimate'
  | 'coePapers'
  | 'applyCoe'
  | 'awaitCoe'
  | 'guarantee'
  | 'papers'
  | 'apply'
  | 'awaitDecision'
  | 'refused'
  | 'enter'
  | 'confirmEntry'
  | 'landing'
  | 'stay'
  | 'exitReport'
  | 'done'
  | 'donePapers'
  | 'overUnused'
  | 'overUnleft';
/** What comes next, and whose turn it is; nobody's where one waits for an office, or it is over. */
export type Next = { step: NextStep; by: Party | null };

type Ground = {
  plan: Plan;
  days: Days;
  items: readonly Standing[];
  /** The day on which the hospital noted that the patient has come; the way to Japan may not say so yet. */
  arrivedOn: string | null;
  guarantor: boolean;
  /** The estimate in force: accepted, waiting for the answer of the patient's side, or not given yet. */
  estimate: 'accepted' | 'issued' | null;
  /** Whether the case is closed: then papers and days of the way to Japan are set. */
  closed: boolean;
};

/** The next step on the way to Japan and back. */
export function nextOf(ground: Ground | null): Next {
  if (!ground) return { step: 'plan', by: 'hospital' };
  const { plan, days } = ground;
  if (ground.closed && isOver(ground)) return ended(ground);
  if (days.enteredOn) return afterEntry(ground);
  if (plan.way === 'none' || days.decision === 'issued') {
    return { step: ground.arrivedOn ? 'confirmEntry' : 'enter', by: 'partner' };
  }
  if (days.decision === 'refused') return { step: 'refused', by: 'partner' };
  if (days.appliedOn) return { step: 'awaitDecision', by: null };
  if (isMedical(plan) && !ground.guarantor) return { step: 'nameGuarantor', by: 'partner' };
  if (ground.estimate === 'issued') return { step: 'answerEstimate', by: 'partner' };
  if (!ground.estimate) return { step: 'estimate', by: 'hospital' };
  return (isLong(plan) ? forEligibility(ground) : null) ?? forVisa(ground);
}

function forEligibility({ plan, days, items }: Ground): Next | null {
  if (days.coeIssuedOn) return null;
  if (days.coeAppliedOn) return { step: 'awaitCoe', by: null };
  const waits = firstOpen(items, 'coe');
  if (waits) return { step: 'coePapers', by: waits };
  return { step: 'applyCoe', by: plan.coeBy === 'hospital' ? 'hospital' : 'partner' };
}

function forVisa({ items }: Ground): Next {
  const waits = firstOpen(items, 'visa');
  if (waits === null) return { step: 'apply', by: 'partner' };
  return { step: waits === 'guarantor' ? 'guarantee' : 'papers', by: waits };
}

function afterEntry(ground: Ground): Next {
  const { days, items, closed } = ground;
  if (!closed && firstOpen(items, 'entry')) return { step: 'landing', by: 'partner' };
  if (isOver(ground)) return ended(ground);
  return days.leftOn ? { step: 'exitReport', by: 'guarantor' } : { step: 'stay', by: null };
}

/** Over: with everything there, or with what was never noted, be it a paper, the departure or the entry. */
function ended({ days, items }: Ground): Next {
  if (!days.enteredOn) return { step: 'overUnused', by: null };
  if (!days.leftOn) return { step: 'overUnleft', by: null };
  const all = items.every(({ state }) => state !== 'open');
  return { step: all ? 'done' : 'donePapers', by: null };
}

/** Who brings the first paper of a stage that is still open. */
function firstOpen(items: readonly Standing[], stage: Stage): Party | null {
  return items.find((each) => each.stage === stage && each.state === 'open')?.by ?? null;
}
