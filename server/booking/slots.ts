import { openSpans, type Opening, type Span } from './hours.ts';

const MINUTE_MS = 60_000;

/** A resource with what it needs around a booking, and when it is taken already (that included). */
export type Calendar = Opening & {
  beforeMinutes: number;
  afterMinutes: number;
  taken: readonly Span[];
};

/** Moments at which something of a length may begin: from the first to the last, both included. */
type Starts = { first: number; last: number };

/**
 * The first slots of a length at which all of these are open and free, in the order of time. Slots
 * begin every `stepMinutes`, by the hour of Greenwich, which is the clock's in every zone of whole
 * and half hours. Pure.
 */
export function freeSlots(
  calendars: readonly Calendar[],
  wish: { between: Span; minutes: number; stepMinutes: number; most: number },
): Span[] {
  const length = wish.minutes * MINUTE_MS;
  const step = wish.stepMinutes * MINUTE_MS;
  const starts = calendars
    .map((calendar) => startsOf(calendar, wish.between, length))
    .reduce<Starts[] | null>((all, some) => (all ? common(all, some) : some), null);
  const slots: Span[] = [];
  for (const { first, last } of starts ?? []) {
    for (let from = Math.ceil(first / step) * step; from <= last; from += step) {
      if (slots.length === wish.most) return slots;
      slots.push({ from, until: from + length });
    }
  }
  return slots;
}

/** When something of a length may begin: inside the opening hours, clear of what is taken. */
function startsOf(calendar: Calendar, between: Span, length: number): Starts[] {
  const before = calendar.beforeMinutes * MINUTE_MS;
  const after = calendar.afterMinutes * MINUTE_MS;
  const open = openSpans(calendar, between)
    .map(({ from, until }) => ({ first: from, last: until - length }))
    .filter(({ first, last }) => first <= last);
  return calendar.taken.reduce(
    (starts, { from, until }) => without(starts, from - length - after, until + before),
    open,
  );
}

/** What is left without the moments strictly between two. */
function without(starts: readonly Starts[], from: number, until: number): Starts[] {
  return starts.flatMap(({ first, last }) => {
    if (last <= from || first >= until) return [{ first, last }];
    return [
      ...(first <= from ? [{ first, last: from }] : []),
      ...(last >= until ? [{ first: until, last }] : []),
    ];
  });
}

function common(a: readonly Starts[], b: readonly Starts[]): Starts[] {
  return a
    .flatMap((one) =>
      b.map((other) => ({
        first: Math.max(one.first, other.first),
        last: Math.min(one.last, other.last),
      })),
    )
    .filter(({ first, last }) => first <= last)
    .sort((x, y) => x.first - y.first);
}
