export { book, type Owner, type Wish } from './book.ts';
export { resourcesOf, takenOf, type Resource } from './resources.ts';
export { cancel, confirm, lapse } from './settle.ts';
export { freeSlots, type Calendar } from './slots.ts';
export type { Span } from './hours.ts';
export type { BookingState, OpeningHours, ResourceKind, Taken } from './schemas.ts';
