/** What a hospital adds by itself; each of its departments is there already. */
export const OWN_KINDS = ['person', 'room', 'interpreter', 'vehicle'] as const;
export type OwnKind = (typeof OWN_KINDS)[number];

export const NAME_LENGTH = 80;
/** So many minutes it may need before and after, at most. */
export const MOST_MARGIN = 240;
/** So many spans a day it may be open: before noon and after. */
export const SPANS_A_DAY = 2;
/** The days that the bookings of a resource are shown of. */
export const VIEW_DAYS = [1, 7] as const;
