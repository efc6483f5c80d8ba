import type { VisaTurn } from '#server/referrals/index.ts';
import type { AlarmKind, Party } from '../plain.ts';
import type { Alarm, Days } from './clock.ts';
import { isMedical, type Plan, type Standing } from './items.ts';
import { nextOf, type Next, type NextStep } from './next.ts';

/**
 * What of the way to Japan waits for somebody. `apply` and `papers` wait for an accepted estimate
 * too, which is asked where lists are read: it changes without the plan being touched.
 */
type Kept = Exclude<VisaTurn, 'report'>;
/** Whose it is and what, as the plan keeps it. */
export type PartyTurn = `${Party}.${Kept}`;

/** Who can do something about an alarm; of one about a paper it is whoever brings it. */
const BY_ALARM: Readonly<Record<AlarmKind, readonly Party[]>> = {
  arrivesTooLate: ['hospital', 'guarantor'],
  visaRanOut: ['hospital', 'guarantor', 'partner'],
  coeRunsOut: ['hospital', 'guarantor'],
  paperTooOld: [],
  stayTooShort: ['hospital', 'guarantor'],
  datesDiffer: ['hospital'],
  decisionLate: ['partner'],
  stayOver: ['guarantor'],
  exitReportLate: ['guarantor'],
  papersOutdated: ['hospital'],
};

/** The list's word for a step; null where it waits for somebody elsewhere, or for an office. */
const BY_STEP: Readonly<Partial<Record<NextStep, Kept>>> = {
  nameGuarantor: 'step',
  applyCoe: 'apply',
  apply: 'apply',
  refused: 'step',
  enter: 'step',
  confirmEntry: 'step',
  exitReport: 'exit',
};

type Ground = {
  plan: Plan;
  days: Days;
  items: readonly Standing[];
  alarms: readonly Alarm[];
  arrivedOn: string | null;
  guarantor: boolean;
  closed: boolean;
  today: string;
};

/** Everything that waits for somebody, once each, by the alarms that there are and by the next step. */
export function turnsOf(ground: Ground): PartyTurn[] {
  const { alarms, items } = ground;
  const alarmed = alarms.flatMap(({ kind, item }) => {
    const whose = items.find((each) => each.item === item)?.by;
    const turn = kind === 'stayOver' || kind === 'exitReportLate' ? 'exit' : 'alarm';
    return (whose ? [whose] : BY_ALARM[kind]).map((party): PartyTurn => `${party}.${turn}`);
  });
  const all = [...alarmed, ...stepTurns(ground)];
  return [...new Set(all)].filter((turn) => ground.guarantor || !turn.startsWith('guarantor.'));
}

function stepTurns(ground: Ground): PartyTurn[] {
  const { plan, days, today } = ground;
  const next: Next = nextOf({ ...ground, estimate: 'accepted' });
  switch (next.step) {
    case 'coePapers':
      return openAt(ground, 'coe');
    case 'papers':
    case 'guarantee':
      return openAt(ground, 'visa');
    case 'landing':
      return ['partner.landing', ...departure(ground)];
    case 'enter':
      // Before the planned day there is no entry to record.
      return today >= plan.arrivesOn ? ['partner.step'] : [];
    default: {
      const turn = BY_STEP[next.step];
      return turn && next.by && !days.exitReportedOn ? [`${next.by}.${turn}`] : [];
    }
  }
}

/** The report of a departure is owed, whatever paper is still to come. */
function departure({ plan, days }: Ground): PartyTurn[] {
  return days.leftOn && isMedical(plan) && !days.exitReportedOn ? ['guarantor.exit'] : [];
}

/** Everybody who still has to bring something of a stage: they need not wait for each other. */
function openAt({ items }: Ground, stage: Standing['stage']): PartyTurn[] {
  return items
    .filter((each) => each.stage === stage && each.state === 'open')
    .map(({ by }): PartyTurn => (by === 'guarantor' ? 'guarantor.guarantee' : `${by}.papers`));
}
