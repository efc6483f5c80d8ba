import type { PillTone } from '#app/ui/index.ts';
import type { ConsortiumState } from '#server/consortia/plain.ts';

export const STATE_TONES: Record<ConsortiumState, PillTone> = {
  forming: 'info',
  submitted: 'info',
  adopted: 'good',
  notAdopted: 'neutral',
  abandoned: 'neutral',
};
