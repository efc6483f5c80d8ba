/** What a hospital adds by itself; each of its departments is there already. */
export const OWN_KINDS = ['person', 'room', 'interpreter', 'vehicle'] as const;
export type OwnKind = (typeof OWN_KINDS)[number];

export const NAME_LENGTH = 80;
/** So many minutes it may need before and after, at most. */
export const MOST_MARGIN = 240;
/** So many spans a day it may be open. */
export const SPANS_A_DAY = 6;
/** What of a resource can be changed. */
export const CHANGES = ['name', 'hours', 'holidays', 'beforeMinutes', 'afterMinutes'] as const;
export type Change = (typeof CHANGES)[number];
/** The days that the bookings of a resource are shown of. */
export const VIEW_DAYS = [1, 7] as const;
