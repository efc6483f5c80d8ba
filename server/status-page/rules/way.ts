import type { ReferralState } from '#server/platform/access/matrix.ts';
import { JOURNEY, OPINION, type NextBy, type Stage } from '../plain.ts';

/** What decides where a patient's case stands. Codes alone. */
export type Ground = {
  state: ReferralState;
  outcome: 'opinion' | null;
  /** Another hospital or another case goes on with the patient. */
  onward: boolean;
  /** An online second opinion that was agreed on, as far as it is. */
  opinion: 'agreed' | 'held' | null;
  /** The estimate of the hospital that has the case. */
  estimate: 'issued' | 'accepted' | null;
  /** Times that wait for a word of the patient's side, and one that is to come. */
  times: { proposed: boolean; ahead: boolean };
  /** The way to Japan: null while nobody has planned it. */
  visa: { needed: boolean; issued: boolean; refused: boolean; by: NextBy } | null;
};

/** A sentence of where it stands, and with it one of what comes next. */
export type Now =
  | 'prepare'
  | 'review'
  | 'asked'
  | 'noTaker'
  | 'accepted'
  | 'estimate'
  | 'dates'
  | 'times'
  | 'meetingDates'
  | 'meeting'
  | 'letter'
  | 'letterDone'
  | 'plan'
  | 'papers'
  | 'applied'
  | 'refused'
  | 'ready'
  | 'japan'
  | 'treatment'
  | 'home'
  | 'closed'
  | 'onward'
  | 'ended';

export type Way = {
  stages: { stage: Stage; state: 'done' | 'current' | 'ahead' }[];
  now: Now;
  /** Nobody, where all is done. */
  by: NextBy | null;
};

/** Where a patient's case stands, what comes next, and who does it. */
export function wayOf(ground: Ground): Way {
  const { stage, now, by } = standing(ground);
  const stages: readonly Stage[] = isOpinion(ground) ? OPINION : JOURNEY;
  // One that has ended before its end shows no way on.
  if (now === 'ended' || now === 'onward') return { stages: [], now, by };
  const at = stage ? stages.indexOf(stage) : stages.length;
  return {
    stages: stages.map((each, i) => ({
      stage: each,
      state: i < at ? 'done' : i === at ? 'current' : 'ahead',
    })),
    now,
    by,
  };
}

type At = { stage: Stage | null; now: Now; by: NextBy | null };
const at = (stage: Stage | null, now: Now, by: NextBy | null): At => ({ stage, now, by });

function isOpinion({ opinion, outcome }: Ground): boolean {
  return opinion !== null || outcome === 'opinion';
}

function standing(ground: Ground): At {
  const { state } = ground;
  if (state === 'draft' || state === 'returned') return at('prepare', 'prepare', 'coordinator');
  if (state === 'submitted' || state === 'intakeReview')
    return at('prepare', 'review', 'secretariat');
  if (state === 'broadcasting') return at('asked', 'asked', 'hospital');
  if (state === 'noTaker') return at('asked', 'noTaker', 'coordinator');
  if (state === 'accepted') return accepted(ground);
  if (state === 'scheduled') return scheduled(ground);
  if (state === 'arrived') return at('japan', 'japan', 'hospital');
  if (state === 'inTreatment') return at('treatment', 'treatment', 'hospital');
  if (state === 'discharged') return at('home', 'home', 'hospital');
  if (state !== 'closed') return at(null, 'ended', 'coordinator');
  if (ground.onward) return at(null, 'onward', 'coordinator');
  return at(null, ground.outcome === 'opinion' ? 'letterDone' : 'closed', null);
}

function accepted(ground: Ground): At {
  const { estimate, times, opinion } = ground;
  if (opinion === 'held') return at('letter', 'letter', 'hospital');
  if (!estimate) return at('accepted', 'accepted', 'hospital');
  if (estimate === 'issued') return at('estimate', 'estimate', 'you');
  const stage = opinion ? 'meeting' : 'dates';
  if (times.proposed) return at(stage, 'times', 'you');
  if (!opinion) return at(stage, 'dates', 'hospital');
  return times.ahead ? at(stage, 'meeting', 'you') : at(stage, 'meetingDates', 'hospital');
}

function scheduled({ visa }: Ground): At {
  if (!visa) return at('papers', 'plan', 'hospital');
  if (!visa.needed || visa.issued) return at('japan', 'ready', 'you');
  if (visa.refused) return at('papers', 'refused', 'coordinator');
  return at('papers', visa.by === 'office' ? 'applied' : 'papers', visa.by);
}
