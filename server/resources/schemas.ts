import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { calendarDay, PATIENT_LANGUAGES } from '#server/referrals/schemas.ts';
import { MOST_MARGIN, NAME_LENGTH, OWN_KINDS, SPANS_A_DAY } from './plain.ts';

const word = z.string().trim().max(NAME_LENGTH).default('');
/** A name by language; whoever reads another one reads the English or the Japanese. */
const name = z
  .strictObject({ ja: word, en: word, zh: word, ko: word })
  .refine(({ ja, en }) => ja !== '' || en !== '', { path: ['ja'], message: 'oneOfThem' });

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'invalid');
type Span = { day: number; from: string; until: string };

/** Spans of a day that end after they begin, and begin after the one before has ended. */
function inOrder(spans: readonly Span[]): boolean {
  return spans.every(
    (one, at) =>
      one.from < one.until &&
      spans.every(
        (other, next) =>
          next <= at || other.day !== one.day || other.from >= one.until || other.until <= one.from,
      ),
  );
}
function fewADay(spans: readonly Span[]): boolean {
  return [1, 2, 3, 4, 5, 6, 7].every(
    (day) => spans.filter((each) => each.day === day).length <= SPANS_A_DAY,
  );
}
const dayOpen = z.strictObject({ day: z.int().min(1).max(7), from: clock, until: clock });
const hours = z
  .array(dayOpen)
  .max(7 * SPANS_A_DAY)
  .refine((spans) => spans.length > 0, 'required')
  .refine(fewADay, 'tooManySpans')
  .refine(inOrder, 'hoursOutOfOrder');
const margin = z.int().min(0).max(MOST_MARGIN);

/** When it can be had, and what it needs around a booking. */
const Times = {
  hours,
  /** Closed on the national holidays of Japan. */
  holidays: z.boolean(),
  beforeMinutes: margin,
  afterMinutes: margin,
};

export const OfOrganisation = z.strictObject({ slug: z.string().max(100) });
export const OfResource = z.strictObject({ resourceId: id('resource') });
export const Calendar = z.strictObject({
  resourceId: id('resource'),
  /** The first day, by its own clock; today where none is given. */
  from: calendarDay.nullable().default(null),
  days: z.union([z.literal(1), z.literal(7)]).default(7),
});
export const Add = z.strictObject({
  orgId: id('organisation'),
  kind: z.enum(OWN_KINDS),
  /** Of an interpreter, and of nobody else. */
  language: z.enum(PATIENT_LANGUAGES).nullable().default(null),
  name,
  ...Times,
});
export const Change = z.strictObject({
  resourceId: id('resource'),
  version: z.int().min(0),
  /** Left out for a department, which is called as its profile says. */
  name: name.nullable().default(null),
  ...Times,
});
export const Retire = z.strictObject({
  resourceId: id('resource'),
  version: z.int().min(0),
  /** How many bookings ahead whoever decides has seen. */
  ahead: z.int().min(0),
});
export const TakeUp = z.strictObject({ resourceId: id('resource'), version: z.int().min(0) });
