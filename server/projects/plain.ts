/** The orders in which projects are listed: by the newest posts, name, stage, next milestone or beginning. */
export const LIST_SORTS = ['activity', 'title', 'stage', 'next', 'begun'] as const;
