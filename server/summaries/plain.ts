/** The parts of a return summary, in the order in which they are read. */
export const SUMMARY_PARTS = ['diagnosis', 'treatment', 'medication', 'followUp'] as const;
export type SummaryPart = (typeof SUMMARY_PARTS)[number];
/** It is written in both: the hospital's language, and the one that partners abroad read. */
export const SUMMARY_LANGS = ['ja', 'en'] as const;
export type SummaryLang = (typeof SUMMARY_LANGS)[number];
/** Of a stay, or of an online second opinion. */
export const SUMMARY_KINDS = ['stay', 'opinion'] as const;
export type SummaryKind = (typeof SUMMARY_KINDS)[number];
export const PART_LIMIT = 6000;

/** So long a link is good for. */
export const LINK_DAYS = 7;
/** Wrong codes after which a link is over. */
export const MOST_TRIES = 5;
/** So long after opening it the doctor can say on that page that it was read. */
export const REVIEW_HOURS = 24;
/** Days after which the sender is reminded of a summary that nobody has said to have read. */
export const REMINDER_DAYS = [7, 14, 30] as const;
