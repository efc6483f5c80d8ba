export const RESOURCE_KINDS = ['department', 'person', 'room', 'interpreter', 'vehicle'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** A hold lapses by itself; what is cancelled or lapsed takes nothing any more. */
export const BOOKING_STATES = ['held', 'confirmed', 'cancelled', 'lapsed'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

export type Label = Partial<Record<'ja' | 'en' | 'zh' | 'ko', string | null>>;

/** When a resource can be had on one day of the week (1 is Monday), by its own clock (`09:00`). */
export type OpeningHours = { day: number; from: string; until: string };

/** A resource that is taken at the time that was wished for: what, and until when. Never by whom. */
export type Taken = { name: Label; kind: ResourceKind; until: string };
