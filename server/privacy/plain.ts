/** The access log in two widths: reads of the patient's data, and of the de-identified parts as well. */
export const LOG_VIEWS = ['patient', 'all'] as const;
export type LogView = (typeof LOG_VIEWS)[number];

/** Emergency access: how long it lasts, until when it is reviewed, and how much is said of why. */
export const EMERGENCY_MINUTES = 60;
export const REVIEW_HOURS = 72;
export const EMERGENCY_WORDS = { least: 20, most: 500 } as const;

/** Why erasure or a legal hold is asked for. */
export const KEEPING_REASONS = {
  erase: ['patientWish', 'consentWithdrawn', 'enteredInError', 'other'],
  hold: ['dispute', 'authority', 'investigation', 'other'],
} as const;
export type HoldOrErase = (typeof KEEPING_REASONS)['erase' | 'hold'][number];
export type RequestKind = 'erase' | 'hold' | 'lift';
export type RequestState = 'asked' | 'confirmed' | 'refused' | 'withdrawn';

export const VERDICTS = ['justified', 'unjustified'] as const;
export type Verdict = (typeof VERDICTS)[number];
