import type { T } from '#app/i18n/use-t.ts';
import { ProgressSteps } from '#app/ui/index.ts';

export type LadderStage = 'teaser' | 'clinical' | 'identified' | 'after';

const STAGES = ['teaser', 'clinical', 'identified', 'after'] as const;

/** How far the case is open to this hospital, and what opens when. */
export function Ladder({ stage, t }: { stage: LadderStage; t: T<'referrals'> }) {
  const at = STAGES.indexOf(stage);
  return (
    <ProgressSteps
      label={t('ladder.label')}
      steps={STAGES.map((key, i) => {
        const state = i < at ? 'done' : i === at ? 'current' : 'ahead';
        return {
          key,
          title: t(`ladder.${key}`),
          note: t(state === 'ahead' ? `ladder.${key}.when` : `ladder.${key}.now`),
          state,
        };
      })}
    />
  );
}

const PHASES = ['prepare', 'review', 'ask', 'accepted', 'care', 'closed'] as const;
type Phase = (typeof PHASES)[number];

const PHASE_OF: Record<string, Phase> = {
  draft: 'prepare',
  returned: 'prepare',
  submitted: 'review',
  intakeReview: 'review',
  broadcasting: 'ask',
  noTaker: 'ask',
  accepted: 'accepted',
  scheduled: 'accepted',
  arrived: 'care',
  inTreatment: 'care',
  discharged: 'care',
  closed: 'closed',
};

/** The way of a case from draft to closing, for those who carry it. Nothing for one that ended early. */
export function CaseWay({ state, t }: { state: string; t: T<'referrals'> }) {
  const phase = PHASE_OF[state];
  if (!phase) return null;
  const at = PHASES.indexOf(phase);
  return (
    <ProgressSteps
      label={t('way.label')}
      steps={PHASES.map((key, i) => ({
        key,
        title: t(`way.${key}`),
        state: i < at ? 'done' : i === at ? 'current' : 'ahead',
      }))}
    />
  );
}
