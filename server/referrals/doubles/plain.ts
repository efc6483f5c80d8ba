/** By what two cases look like one person's. */
export const DOUBLE_KINDS = ['document', 'person', 'contact'] as const;
export type DoubleKind = (typeof DOUBLE_KINDS)[number];

/** Why two cases that look alike are of different people. Codes alone: words would speak of patients. */
export const DIFFERENT_REASONS = [
  'namesake',
  'sharedContact',
  'family',
  'mistypedDocument',
  'other',
] as const;
