import type { PillTone } from '#app/ui/index.ts';
import type { ThreadData } from './thread-data.ts';

/** What a thread's state means for its reader. */
export const STATE_TONES: Record<ThreadData['thread']['state'], PillTone> = {
  open: 'good',
  onHold: 'caution',
  decided: 'info',
  closed: 'neutral',
};
