import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, digestTurn, nextDigest, quietUntil, rhythmOf } from './rules.ts';

const night = { quietFrom: 22 * 60, quietUntil: 7 * 60 };
const at = (moment: string) => new Date(moment);
const iso = (date: Date | null) => date?.toISOString() ?? null;

describe('quiet hours', () => {
  test.each([
    // Tokyo, no change of clocks: 22:00–07:00 is 13:00–22:00 UTC.
    ['Asia/Tokyo', '2026-11-22T12:59:00Z', null],
    ['Asia/Tokyo', '2026-11-22T13:00:00Z', '2026-11-22T22:00:00.000Z'],
    ['Asia/Tokyo', '2026-11-22T18:30:00Z', '2026-11-22T22:00:00.000Z'],
    ['Asia/Tokyo', '2026-11-22T22:00:00Z', null],
    // New York, the night that the clocks go back: it lasts ten hours.
    ['America/New_York', '2026-11-01T02:00:00Z', '2026-11-01T12:00:00.000Z'],
    ['America/New_York', '2026-11-01T11:30:00Z', '2026-11-01T12:00:00.000Z'],
    // Berlin, the night that they go forward: eight.
    ['Europe/Berlin', '2026-03-28T21:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29T05:00:00Z', null],
    ['Asia/Kathmandu', '2026-11-22T17:00:00Z', '2026-11-23T01:15:00.000Z'],
  ])('in %s at %s', (zone, now, end) => {
    expect(iso(quietUntil(at(now), zone, night))).toBe(end);
  });

  test('within one day, and none at all', () => {
    const noon = { quietFrom: 12 * 60, quietUntil: 13 * 60 };
    expect(iso(quietUntil(at('2026-11-22T03:10:00Z'), 'Asia/Tokyo', noon))).toBe(
      '2026-11-22T04:00:00.000Z',
    );
    expect(quietUntil(at('2026-11-22T04:00:00Z'), 'Asia/Tokyo', noon)).toBeNull();
    const none = { quietFrom: null, quietUntil: null };
    expect(quietUntil(at('2026-11-22T18:00:00Z'), 'Asia/Tokyo', none)).toBeNull();
  });

  test('always end ahead of now, within a day, in a moment that is not quiet', () => {
    const zones = [
      'Asia/Tokyo',
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({
          min: at('2026-01-01T00:00:00Z'),
          max: at('2027-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        fc.integer({ min: 0, max: 95 }),
        fc.integer({ min: 0, max: 95 }),
        (zone, now, from, until) => {
          fc.pre(from !== until);
          const quiet = { quietFrom: from * 15, quietUntil: until * 15 };
          const end = quietUntil(now, zone, quiet);
          if (!end) return;
          expect(end.getTime()).toBeGreaterThan(now.getTime());
          expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        },
      ),
    );
  });
});

describe('a digest', () => {
  const turn = (now: string, zone: string, rhythm: 'daily' | 'weekly', hour = 8, day = 1) => {
    const { period, from } = digestTurn(at(now), zone, rhythm, {
      digestHour: hour,
      digestDay: day,
    });
    return [period, from.toISOString()];
  };

  test('comes at the person’s own hour', () => {
    expect(turn('2026-11-22T22:59:00Z', 'Asia/Tokyo', 'daily')).toEqual([
      '2026-11-22',
      '2026-11-21T23:00:00.000Z',
    ]);
    expect(turn('2026-11-22T23:00:00Z', 'Asia/Tokyo', 'daily')).toEqual([
      '2026-11-23',
      '2026-11-22T23:00:00.000Z',
    ]);
    expect(turn('2026-11-22T23:00:00Z', 'Asia/Bangkok', 'daily')[0]).toBe('2026-11-22');
  });

  test('of a week comes on its day, over the end of the year too', () => {
    expect(turn('2026-11-23T00:00:00Z', 'Asia/Tokyo', 'weekly')).toEqual([
      '2026-W48',
      '2026-11-22T23:00:00.000Z',
    ]);
    expect(turn('2026-11-22T22:00:00Z', 'Asia/Tokyo', 'weekly')[0]).toBe('2026-W47');
    expect(turn('2027-01-02T00:00:00Z', 'Asia/Tokyo', 'weekly', 8, 5)).toEqual([
      '2026-W53',
      '2026-12-31T23:00:00.000Z',
    ]);
  });

  test('at an hour that the clocks jump over comes with the next, once', () => {
    // Berlin has no 02:00–03:00 on 29 March 2026.
    expect(turn('2026-03-29T00:30:00Z', 'Europe/Berlin', 'daily', 2)[0]).toBe('2026-03-28');
    expect(turn('2026-03-29T01:05:00Z', 'Europe/Berlin', 'daily', 2)[0]).toBe('2026-03-29');
    expect(turn('2026-03-29T12:00:00Z', 'Europe/Berlin', 'daily', 2)[0]).toBe('2026-03-29');
  });

  test('of one period follows the other, whatever the clocks do', () => {
    const changes = [
      ['America/New_York', Date.UTC(2026, 2, 1)],
      ['America/New_York', Date.UTC(2026, 9, 25)],
      ['Europe/Berlin', Date.UTC(2026, 2, 22)],
      ['Europe/Berlin', Date.UTC(2026, 9, 18)],
    ] as const;
    for (const [zone, start] of changes) {
      const periods = Array.from(
        { length: 24 * 14 },
        (_, hour) => turn(new Date(start + hour * 3_600_000).toISOString(), zone, 'daily', 2)[0],
      );
      const runs = periods.filter((period, i) => period !== periods[i - 1]);
      expect(new Set(runs).size).toBe(runs.length);
      expect([14, 15]).toContain(runs.length);
    }
  });

  test('is announced for when it comes, after the quiet hours', () => {
    const early = { ...DEFAULT_PREFERENCES, digestHour: 6 };
    expect(iso(nextDigest(at('2026-11-20T00:00:00Z'), 'Asia/Tokyo', early))).toBe(
      '2026-11-22T22:00:00.000Z',
    );
    const off = { ...early, discussions: 'off', events: 'off' } as const;
    expect(nextDigest(at('2026-11-20T00:00:00Z'), 'Asia/Tokyo', off)).toBeNull();
  });
});

test('what was said of a thread stands over its project, and that over the rest', () => {
  const overrides = new Map([
    ['thread:t', 'off'],
    ['project:p', 'daily'],
  ] as const);
  const preferences = { personal: 'realtime', discussions: 'weekly' } as const;
  const rhythm = (threadId: string, projectId: string | null, level: string | null = null) =>
    rhythmOf({ threadId, projectId, level }, overrides, preferences);
  expect(rhythm('t', 'p', 'follow')).toBe('off');
  expect(rhythm('u', 'p')).toBe('daily');
  expect(rhythm('u', 'p', 'follow')).toBe('realtime');
  expect(rhythm('u', 'p', 'mute')).toBe('off');
  expect(rhythm('u', null, 'normal')).toBe('weekly');
});
