export { book, type Owner, type Wish } from './book.ts';
export { bookingsAhead, bookingsOf, bookingsOn, type Booking, type BookingOn } from './bookings.ts';
export {
  lockResources,
  RESOURCE_COLUMNS,
  resourcesOf,
  takenOf,
  takingNow,
  type Resource,
} from './resources.ts';
export { cancel, cancelAll, confirm, lapse } from './settle.ts';
export { freeSlots, type Calendar } from './slots.ts';
export { openSpans, type Span } from './hours.ts';
export type { BookingState, Label, OpeningHours, ResourceKind, Taken } from './schemas.ts';
