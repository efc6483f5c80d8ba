/** How long an appointment may be, in minutes. */
export const LENGTHS = [30, 60, 90] as const;
/** How many times may be proposed at once. */
export const MOST_TIMES = 3;
/** Why an appointment is given up: whose side it does not suit, never why. */
export const CANCEL_REASONS = ['hospital', 'patient', 'interpreter', 'travel', 'other'] as const;
