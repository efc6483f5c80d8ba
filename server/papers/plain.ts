/** What a paper is, that somebody brings to a case. */
export const PAPER_KINDS = [
  'laboratory',
  'imaging',
  'pathology',
  'letter',
  'photo',
  'identity',
  'travel',
  'insurance',
  'receipt',
  'consent',
  'other',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** They say who the patient is by what they are: the officer cannot release them. */
export const NEVER_RELEASED: readonly PaperKind[] = [
  'identity',
  'travel',
  'insurance',
  'receipt',
  'consent',
];

/** One request may bring so many files. */
export const PAPERS_AT_ONCE = 5;
export const LONGEST_NOTE = 200;

/** Why a hospital was given something else of a case than before. */
export const PACKET_REASONS = ['accepted', 'paperBrought', 'paperRemoved', 'consent'] as const;
export type PacketReason = (typeof PACKET_REASONS)[number];
