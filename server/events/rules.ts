import type { EventRow, RegistrationRow, SessionRow } from './access.ts';

export type EventPhase = 'draft' | 'cancelled' | 'upcoming' | 'now' | 'past';
/** How things stand with registering: `waiting` means that a place on the waiting list is left. */
export type RegistrationPhase = 'open' | 'waiting' | 'closed' | 'over' | 'cancelled' | 'draft';

/** Seats are counted from registrations, never stored. */
export type Seats = {
  total: number | null;
  taken: number;
  left: number | null;
  waiting: number;
};

/** The acts that move an event, from where to where. */
export const EVENT_MOVES = [{ act: 'publish', from: 'draft', to: 'published' }] as const;

/** The acts that move a registration. `null` is a person without one. */
export const REGISTRATION_MOVES = [
  { act: 'register', from: null, to: 'confirmed', needs: 'seatLeft' },
  { act: 'register', from: null, to: 'waiting', needs: 'noSeatLeft' },
  { act: 'promote', from: 'waiting', to: 'confirmed', needs: 'seatLeft' },
  { act: 'cancel', from: 'confirmed', to: 'cancelled', needs: null },
  { act: 'cancel', from: 'waiting', to: 'cancelled', needs: null },
] as const;

/** Counts made whole: seats left are never fewer than none, even after the limit was lowered. */
export function seatsOf(total: number | null, taken: number, waiting: number): Seats {
  return { total, taken, left: total === null ? null : Math.max(0, total - taken), waiting };
}

export function phaseOf(
  event: Pick<EventRow, 'state' | 'startsAt' | 'endsAt'>,
  now: Date,
): EventPhase {
  if (event.state !== 'published') return event.state;
  if (event.endsAt <= now) return 'past';
  return event.startsAt <= now ? 'now' : 'upcoming';
}

/** Registration closes when the secretariat says, at the latest when the event begins. */
export function registrationPhase(
  event: Pick<EventRow, 'state' | 'startsAt' | 'endsAt' | 'registrationClosesAt'>,
  seats: Seats,
  now: Date,
): RegistrationPhase {
  if (event.state !== 'published') return event.state;
  if (event.endsAt <= now) return 'over';
  if (closesAt(event) <= now) return 'closed';
  return seats.left === 0 ? 'waiting' : 'open';
}

/** The code that refuses a registration now, or null. */
export function registrationRefusal(phase: RegistrationPhase): string | null {
  const codes = {
    open: null,
    waiting: null,
    closed: 'REGISTRATION_CLOSED',
    over: 'EVENT_OVER',
    cancelled: 'EVENT_CANCELLED',
    draft: 'EVENT_NOT_PUBLISHED',
  } as const;
  return codes[phase];
}

/** What the page offers a person with this registration (or none). */
export function availableActs(
  phase: RegistrationPhase,
  mine: Pick<RegistrationRow, 'state'> | null,
): ('register' | 'cancel')[] {
  const state = mine && mine.state !== 'cancelled' ? mine.state : null;
  return REGISTRATION_MOVES.flatMap(({ act, from, needs }) => {
    if (act === 'promote' || from !== state || phase === 'over') return [];
    if (act === 'cancel') return [act];
    return phase === (needs === 'seatLeft' ? 'open' : 'waiting') ? [act] : [];
  });
}

/** When registration ends. */
export function closesAt(event: Pick<EventRow, 'startsAt' | 'registrationClosesAt'>): Date {
  const { startsAt, registrationClosesAt: set } = event;
  return set !== null && set < startsAt ? set : startsAt;
}

/** What is missing before an event may be published, as keys of the review list. */
export function publishFaults(
  event: Pick<EventRow, 'title' | 'format' | 'place' | 'startsAt' | 'endsAt'>,
  sessions: Pick<SessionRow, 'startsAt' | 'endsAt'>[],
  now: Date,
): string[] {
  return [
    ...(event.title.ja ? [] : ['titleJa']),
    ...(event.title.en ? [] : ['titleEn']),
    ...(event.format === 'online' || event.place ? [] : ['place']),
    ...(event.endsAt > now ? [] : ['inThePast']),
    ...(sessions.length > 0 ? [] : ['sessions']),
    ...(sessions.every((session) => liesWithin(session, event)) ? [] : ['sessionsOutside']),
  ];
}

export function liesWithin(
  inner: { startsAt: Date; endsAt: Date },
  outer: { startsAt: Date; endsAt: Date },
): boolean {
  return inner.startsAt >= outer.startsAt && inner.endsAt <= outer.endsAt;
}
