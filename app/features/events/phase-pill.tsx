import type { T } from '#app/i18n/use-t.ts';
import { Pill, type PillTone } from '#app/ui/index.ts';
import type { EventView } from '#server/events/index.ts';

type Phase = Pick<EventView, 'phase' | 'registration'>;

/** How an event stands, in one word: while it is ahead, how registering stands. */
export function PhasePill({ phase, registration, t }: Phase & { t: T<'events'> }) {
  const word = phase === 'upcoming' ? registration : phase;
  return <Pill tone={TONES[word]}>{t(`phase.${word}`)}</Pill>;
}

type Word = Exclude<Phase['phase'], 'upcoming'> | Phase['registration'];

const TONES: Record<Word, PillTone> = {
  draft: 'caution',
  cancelled: 'danger',
  now: 'waiting',
  past: 'neutral',
  open: 'good',
  waiting: 'caution',
  closed: 'neutral',
  over: 'neutral',
};
