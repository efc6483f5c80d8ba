import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTIFICATION_KINDS, REMINDER_DAYS, STANDINGS } from './plain.ts';
import { lapsesOn, markOf } from './rules.ts';

const today = '2026-11-27';
const after = (days: number) =>
  new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
const held = (kind: string, from: number, to: number | null) => ({
  kind,
  validFrom: after(from),
  validTo: to === null ? null : after(to),
});

describe('a standing is lost', () => {
  it('on the day after the last day, and not by whoever never had it', () => {
    expect(lapsesOn([held('JIH', -900, 0)], today)).toEqual([]);
    expect(lapsesOn([held('JIH', -900, -1)], today)).toEqual([
      { standing: 'JIH', endedOn: after(-1) },
    ]);
    expect(lapsesOn([], today)).toEqual([]);
    expect(lapsesOn([held('JMIP', -900, -1), held('AMTAC', -900, -1)], today)).toEqual([]);
  });

  it('by a guarantor only when no registration holds, on either list', () => {
    const a = held('guarantorA', -900, -10);
    expect(lapsesOn([a, held('guarantorB', -5, 300)], today)).toEqual([]);
    expect(lapsesOn([a, held('guarantorB', -900, -3)], today)).toEqual([
      { standing: 'guarantor', endedOn: after(-3) },
    ]);
  });

  it('and never while one of its certifications holds, whatever else ended', () => {
    const any = fc.record({
      kind: fc.constantFrom(...CERTIFICATION_KINDS),
      from: fc.integer({ min: -2000, max: 200 }),
      days: fc.option(fc.integer({ min: 0, max: 2000 })),
    });
    fc.assert(
      fc.property(fc.array(any), (all) => {
        const rows = all.map(({ kind, from, days }) =>
          held(kind, from, days === null ? null : from + days),
        );
        for (const { standing, endedOn } of lapsesOn(rows, today)) {
          const kinds: readonly string[] = STANDINGS[standing];
          const own = rows.filter(({ kind }) => kinds.includes(kind));
          expect(endedOn < today).toBe(true);
          expect(own.some(({ validTo }) => validTo === endedOn)).toBe(true);
          for (const { validFrom, validTo } of own) {
            expect(validFrom > today || (validTo !== null && validTo < today)).toBe(true);
          }
        }
      }),
    );
  });
});

it('an end is told of at 90, 60 and 30 days and once it has passed', () => {
  const marks = [91, 90, 61, 60, 31, 30, 0, -1].map((days) => markOf(after(days), today));
  expect(marks).toEqual([null, 90, 90, 60, 60, 30, 30, 0]);
  expect(markOf(null, today)).toBeNull();
  expect([...REMINDER_DAYS].sort((a, b) => b - a)).toEqual(REMINDER_DAYS);
});
