import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, openSpans, type Span } from './hours.ts';
import { freeSlots, type Calendar } from './slots.ts';

const MINUTE = 60_000;
const at = (iso: string) => Date.parse(iso);
const span = (from: string, until: string): Span => ({ from: at(from), until: at(until) });
const told = (slots: readonly Span[]) => slots.map(({ from }) => new Date(from).toISOString());
const weekdays = (from: string, until: string) =>
  [1, 2, 3, 4, 5].map((day) => ({ day, from, until }));
const department: Calendar = {
  timeZone: 'Asia/Tokyo',
  hours: weekdays('09:00', '17:00'),
  holidays: 'JP',
  beforeMinutes: 0,
  afterMinutes: 0,
  taken: [],
};
const wish = (between: Span, minutes = 60, most = 20) => ({
  between,
  minutes,
  stepMinutes: 30,
  most,
});

describe('opening hours', () => {
  it('leave out weekends, Japanese national holidays and the rest at the turn of the year', () => {
    // 3 November 2026 is Culture Day, a Tuesday.
    const days = (from: string, until: string) =>
      openSpans(department, span(from, until)).map((each) =>
        new Date(each.from).toISOString().slice(0, 10),
      );
    expect(days('2026-10-30T00:00:00+09:00', '2026-11-05T00:00:00+09:00')).toEqual([
      '2026-10-30',
      '2026-11-02',
      '2026-11-04',
    ]);
    expect(days('2026-12-28T00:00:00+09:00', '2027-01-05T00:00:00+09:00')).toEqual([
      '2026-12-28',
      '2027-01-04',
    ]);
  });

  it('stay at nine by the clock when daylight saving time begins and ends', () => {
    const berlin = { timeZone: 'Europe/Berlin', hours: weekdays('09:00', '10:00'), holidays: null };
    const starts = (from: string, until: string) => told(openSpans(berlin, span(from, until)));
    // The clocks of Berlin go forward on 29 March 2026 and back on 25 October.
    expect(starts('2026-03-27T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      '2026-03-27T08:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
    expect(starts('2026-10-23T00:00:00Z', '2026-10-27T00:00:00Z')).toEqual([
      '2026-10-23T07:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
    ]);
  });

  it('lose the hour that a clock skips, and keep one that comes twice', () => {
    const sunday = {
      timeZone: 'Europe/Berlin',
      hours: [{ day: 7, from: '01:00', until: '04:00' }],
      holidays: null,
    };
    const hours = (from: string, until: string) =>
      openSpans(sunday, span(from, until)).map((each) => (each.until - each.from) / (60 * MINUTE));
    expect(hours('2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z')).toEqual([2]);
    expect(hours('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([4]);
  });

  it('hold for the whole of a span or not at all', () => {
    const open = (from: string, until: string) => isOpen(department, span(from, until));
    expect(open('2026-11-04T09:00:00+09:00', '2026-11-04T17:00:00+09:00')).toBe(true);
    expect(open('2026-11-04T16:30:00+09:00', '2026-11-04T17:30:00+09:00')).toBe(false);
    expect(open('2026-11-03T10:00:00+09:00', '2026-11-03T11:00:00+09:00')).toBe(false);
  });
});

describe('the first free slots of several at once', () => {
  it('lie where the hours of both sides meet, each by its own zone', () => {
    // Berlin's nine is Tokyo's five in winter and four in summer: one hour is left, or two.
    const berlin = { ...department, timeZone: 'Europe/Berlin', holidays: null };
    const late = { ...department, hours: weekdays('09:00', '18:00') };
    const on = (day: string) =>
      told(freeSlots([late, berlin], wish(span(`${day}T00:00:00+09:00`, `${day}T23:59:00+09:00`))));
    expect(on('2026-11-04')).toEqual(['2026-11-04T08:00:00.000Z']);
    expect(on('2026-07-01')).toEqual([
      '2026-07-01T07:00:00.000Z',
      '2026-07-01T07:30:00.000Z',
      '2026-07-01T08:00:00.000Z',
    ]);
  });

  it('keep the way there and back clear of what is taken', () => {
    const interpreter = {
      ...department,
      beforeMinutes: 30,
      afterMinutes: 15,
      taken: [span('2026-11-04T10:30:00+09:00', '2026-11-04T12:00:00+09:00')],
    };
    const between = span('2026-11-04T09:00:00+09:00', '2026-11-04T14:00:00+09:00');
    expect(told(freeSlots([department, interpreter], wish(between)))).toEqual([
      // To 10:00, and 15 minutes more: before half past ten. Then from 12:30, half an hour after noon.
      '2026-11-04T00:00:00.000Z',
      '2026-11-04T03:30:00.000Z',
      '2026-11-04T04:00:00.000Z',
    ]);
  });

  it('are those and no others that a look at every half hour would find', () => {
    const from = at('2026-03-26T00:00:00Z');
    const half = fc.integer({ min: 0, max: 5 * 48 });
    const calendar: fc.Arbitrary<Calendar> = fc.record({
      timeZone: fc.constantFrom('Asia/Tokyo', 'Europe/Berlin', 'Asia/Ulaanbaatar'),
      hours: fc.constantFrom(weekdays('09:00', '17:00'), weekdays('00:00', '12:00')),
      holidays: fc.constantFrom('JP', null),
      beforeMinutes: fc.constantFrom(0, 15, 60),
      afterMinutes: fc.constantFrom(0, 20),
      taken: fc.array(
        fc.tuple(half, fc.integer({ min: 1, max: 6 })).map(([begin, length]) => ({
          from: from + begin * 30 * MINUTE,
          until: from + (begin + length) * 30 * MINUTE,
        })),
        { maxLength: 4 },
      ),
    });
    const several = fc.array(calendar, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(several, fc.constantFrom(30, 60, 90), (calendars, minutes) => {
        const between = { from, until: from + 5 * 24 * 60 * MINUTE };
        const looked: Span[] = [];
        for (let start = between.from; start < between.until; start += 30 * MINUTE) {
          const slot = { from: start, until: start + minutes * MINUTE };
          const fits = calendars.every(
            (each) =>
              slot.until <= between.until &&
              isOpen(each, slot) &&
              each.taken.every(
                (taken) =>
                  slot.until + each.afterMinutes * MINUTE <= taken.from ||
                  slot.from - each.beforeMinutes * MINUTE >= taken.until,
              ),
          );
          if (fits) looked.push(slot);
        }
        expect(freeSlots(calendars, wish(between, minutes, 10_000))).toEqual(looked);
      }),
      { numRuns: 40 },
    );
  });
});
