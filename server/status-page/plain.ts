/** Languages that the page is written in. */
export const PAGE_LANGS = ['ja', 'en', 'zh', 'ko'] as const;
export type PageLang = (typeof PAGE_LANGS)[number];

/** Letters of how the coordinator can be reached. */
export const CONTACT_LIMIT = 300;
/** Wrong dates of birth in a row after which a link opens nothing any more. */
export const MOST_TRIES = 5;
/** So long a browser may look again without the date. */
export const VISIT_MINUTES = 30;
/** So long after its end a case can be looked at. */
export const AFTER_DAYS = 90;

/** The way of a patient, as the page shows it: of a journey, and of an online second opinion. */
export const JOURNEY = [
  'prepare',
  'asked',
  'accepted',
  'estimate',
  'dates',
  'papers',
  'japan',
  'treatment',
  'home',
] as const;
export const OPINION = ['prepare', 'asked', 'accepted', 'estimate', 'meeting', 'letter'] as const;
export type Stage = (typeof JOURNEY)[number] | (typeof OPINION)[number];

/** Who does what comes next. */
export const ACTORS = ['you', 'coordinator', 'secretariat', 'hospital', 'office'] as const;
export type NextBy = (typeof ACTORS)[number];
