/** What a line of an estimate is for. `treatment` counts points of the fee schedule, the others yen. */
export const LINE_KINDS = ['treatment', 'room', 'interpreter', 'coordination', 'other'] as const;
export type LineKind = (typeof LINE_KINDS)[number];
export const MOST_LINES = 30;
/** How hospitals price a point for patients from abroad where they have no rate of their own. */
export const YEN_PER_POINT = 30;
/** Care outside of the national health insurance is taxed. */
export const TAX_PERCENT = 10;
export const ESTIMATE_STATES = [
  'draft',
  'issued',
  'accepted',
  'declined',
  'superseded',
  'expired',
] as const;
export type EstimateState = (typeof ESTIMATE_STATES)[number];
/** Why the patient's side declines an estimate. */
export const DECLINE_REASONS = [
  'tooHigh',
  'unclear',
  'payer',
  'date',
  'patientWish',
  'other',
] as const;
/** Why a hospital asks for no deposit. */
export const WAIVE_REASONS = ['guaranteed', 'insurer', 'emergency', 'other'] as const;
/** Currencies that sums may be shown in beside yen (ISO 4217). */
export const CURRENCIES = [
  'USD', 'EUR', 'CNY', 'KRW', 'MNT', 'VND', 'THB', 'IDR', 'PHP', 'MYR', 'SGD', 'HKD', 'TWD', 'INR',
  'RUB', 'KZT', 'UZS', 'AED', 'SAR', 'AUD', 'GBP',
] as const; // prettier-ignore
