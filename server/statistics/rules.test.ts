import { describe, expect, it } from 'vitest';
import { countersFor, publishedSpan } from './rules.ts';

const today = '2026-11-27';
const came = (...days: string[]) => days.map((on) => ({ on, treated: true }));
const lineOf = (kind: string, rule: string, arrivals: ReturnType<typeof came>) =>
  countersFor(kind, arrivals, today).find((one) => one.rule === rule)!.lines;

describe('what a rule asks for', () => {
  it('JIH: ten patients in the twelve months that end today', () => {
    const arrivals = came('2025-11-27', '2025-11-28', '2026-11-27', '2026-11-28');
    expect(lineOf('hospital', 'JIH', arrivals)).toEqual([
      {
        what: 'arrived',
        from: '2025-11-28',
        to: today,
        counted: 2,
        least: 10,
        shortfall: 8,
      },
    ]);
  });

  it('JMIP: a report of the fiscal years, which begin in April, without a least number', () => {
    const lines = lineOf(
      'hospital',
      'JMIP',
      came('2025-03-31', '2025-04-01', '2026-03-31', '2026-04-01'),
    );
    expect(lines.map(({ from, to, counted, shortfall }) => [from, to, counted, shortfall])).toEqual(
      [
        ['2025-04-01', '2026-03-31', 2, 0],
        ['2026-04-01', today, 1, 0],
      ],
    );
    const january = countersFor('hospital', [], '2027-01-10').find(({ rule }) => rule === 'JMIP')!;
    expect(january.lines.map(({ from }) => from)).toEqual(['2025-04-01', '2026-04-01']);
  });

  it('AMTAC: three hundred in two years, two hundred and forty of them treated', () => {
    const arrivals = [...came('2026-01-01'), { on: '2026-01-02', treated: false }];
    const lines = lineOf('facilitator', 'AMTAC', arrivals);
    expect(lines.map(({ counted, shortfall }) => [counted, shortfall])).toEqual([
      [2, 298],
      [1, 239],
    ]);
  });

  it('guarantor, list B: ten in two years, and one in each of four half-years that leave no day out', () => {
    const lines = lineOf('facilitator', 'guarantorB', came('2024-11-28', '2026-11-27'));
    const [whole, ...halves] = lines;
    expect([whole!.counted, whole!.shortfall]).toEqual([2, 8]);
    expect(halves.map(({ counted, shortfall }) => [counted, shortfall])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
      [1, 0],
    ]);
    expect(halves[0]!.from).toBe(whole!.from);
    expect(halves.at(-1)!.to).toBe(whole!.to);
    for (const [i, half] of halves.entries()) {
      const next = halves[i + 1];
      if (next) expect(Date.parse(next.from) - Date.parse(half.to)).toBe(86_400_000);
    }
  });

  it('is for the kind of organisation that it is about', () => {
    expect(countersFor('hospital', [], today).map(({ rule }) => rule)).toEqual(['JIH', 'JMIP']);
    expect(countersFor('society', [], today)).toEqual([]);
  });
});

it('what is published moves once a quarter', () => {
  expect(publishedSpan('2026-11-27')).toEqual({ from: '2024-10-01', to: '2026-10-01' });
  expect(publishedSpan('2026-12-31')).toEqual(publishedSpan('2026-10-01'));
});
