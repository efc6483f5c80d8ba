/** The days of a week as the rota of a hospital has them: the first is 1, as PostgreSQL counts them (ISO). */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The longest absence that one deputy is named for, in days. */
export const LONGEST_ABSENCE_DAYS = 92;
/** So many days ahead the page says who is on duty. */
export const DAYS_AHEAD = 14;
/** So many days ahead a day may be given to somebody else, and an absence begin. */
export const LATEST_DAY = 366;
