import type { Outcome } from '#server/moderation/schemas.ts';
import type { PillTone } from '#app/ui/index.ts';

/** How grave a decision is. */
export const OUTCOME_TONES: Record<Outcome, PillTone> = {
  none: 'neutral',
  warned: 'caution',
  removed: 'danger',
  barred: 'danger',
};
