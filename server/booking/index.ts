export { book, type Owner, type Wish } from './book.ts';
export { bookingsOf, type Booking } from './bookings.ts';
export { lockResources, resourcesOf, takenOf, type Resource } from './resources.ts';
export { cancel, cancelAll, confirm, lapse } from './settle.ts';
export { freeSlots, type Calendar } from './slots.ts';
export type { Span } from './hours.ts';
export type { BookingState, OpeningHours, ResourceKind, Taken } from './schemas.ts';
