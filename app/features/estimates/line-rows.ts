import type { LineKind } from '#server/estimates/plain.ts';

/** The lines that the form offers: one of each kind, and more of those of which there are several. */
export const ROWS: readonly LineKind[] = [
  'treatment',
  'treatment',
  'treatment',
  'room',
  'interpreter',
  'coordination',
  'other',
  'other',
];
