/** The orders in which projects are listed: by the newest posts, name, stage, next milestone or beginning. */
export const LIST_SORTS = ['activity', 'title', 'stage', 'next', 'begun'] as const;
/** What an organisation that is added may read of what was before: nothing, from a day on, or everything. */
export const HISTORIES = ['fromNow', 'since', 'all'] as const;
/** For how many years a space may keep its posts, where it does not keep them for good. */
export const RETENTION_YEARS = [1, 2, 3, 5, 7, 10] as const;
