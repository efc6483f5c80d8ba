/** How long an appointment may be, in minutes. */
export const LENGTHS = [30, 60, 90] as const;
/** How many times may be proposed at once. */
export const MOST_TIMES = 3;
/** How many people, rooms and vehicles may be taken beside the department. */
export const MOST_ALSO = 5;
/** How a follow-up takes place. */
export const MODES = ['inPerson', 'online'] as const;
export type Mode = (typeof MODES)[number];
/** So long the address of a video room may be, and what is said of how to come in. */
export const LINK_LIMIT = 500;
export const NOTE_LIMIT = 300;
/** Days before an appointment on which those who carry the case are reminded of it. */
export const REMINDER_DAYS = [7, 1] as const;
/** Why an appointment is given up: whose side it does not suit, never why. */
export const CANCEL_REASONS = ['hospital', 'patient', 'interpreter', 'travel', 'other'] as const;
