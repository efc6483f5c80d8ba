/** The orders in which projects are listed: by the newest posts, name, stage, next milestone or beginning. */
export const LIST_SORTS = ['activity', 'title', 'stage', 'next', 'begun'] as const;
/** What an organisation that is added may read of what was before: nothing, from a day on, or everything. */
export const HISTORIES = ['fromNow', 'since', 'all'] as const;
