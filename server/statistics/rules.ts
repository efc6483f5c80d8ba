import { DateTime } from 'luxon';

/** A patient who came: the day in Japan (`YYYY-MM-DD`), and whether they were treated. */
export type Arrival = { on: string; treated: boolean };

/** One number that a rule asks for. `least` is null where the rule asks for a report alone. */
export type CounterLine = {
  what: 'arrived' | 'treated' | 'halfYear' | 'fiscalYear';
  from: string;
  to: string;
  counted: number;
  least: number | null;
  /** How many are lacking. */
  shortfall: number;
};
export type Counter = { rule: RuleName; lines: CounterLine[] };

/**
 * Whose rule it is, in words that the page repeats:
 *
 * - JIH: Medical Excellence JAPAN expects of a recommended hospital ten patients a year who travel to
 *   Japan for their treatment, in principle (Japan International Hospitals, 推奨の要件).
 * - JMIP: the Japan Medical Education Foundation asks accredited hospitals for yearly statistics of
 *   patients from abroad (外国人患者受入れ医療機関認証制度); no least number.
 * - AMTAC: Medical Excellence JAPAN asks of a certified company 150 patients a year on the average of
 *   two years, 120 of them for treatment (認証医療渡航支援企業).
 * - guarantorB: the Ministry of Economy, Trade and Industry registers coordinators that guaranteed at
 *   least ten patients in two years, and at least one in each of its four half-years (医療滞在ビザに
 *   係る身元保証機関の登録基準, 2022-06-29).
 */
export const RULES = {
  JIH: 'hospital',
  JMIP: 'hospital',
  AMTAC: 'facilitator',
  guarantorB: 'facilitator',
} as const;
export type RuleName = keyof typeof RULES;

/** Months before `today` that any rule looks back. */
export const LONGEST_MONTHS = 24;

/** What an organisation of a kind has reached on a day, by each rule that is for its kind. */
export function countersFor(kind: string, arrivals: readonly Arrival[], today: string): Counter[] {
  const back = (months: number) => daysBack(today, months);
  const line = (
    what: CounterLine['what'],
    [from, to]: readonly [string, string],
    least: number | null,
  ): CounterLine => {
    const counted = arrivals.filter(
      ({ on, treated }) => on >= from && on <= to && (what !== 'treated' || treated),
    ).length;
    return { what, from, to, counted, least, shortfall: Math.max(0, (least ?? 0) - counted) };
  };
  const lines: Record<RuleName, () => CounterLine[]> = {
    JIH: () => [line('arrived', [back(12), today], 10)],
    JMIP: () => fiscalYears(today).map((year) => line('fiscalYear', year, null)),
    AMTAC: () => [line('arrived', [back(24), today], 300), line('treated', [back(24), today], 240)],
    guarantorB: () => [
      line('arrived', [back(24), today], 10),
      ...[24, 18, 12, 6].map((months) =>
        line('halfYear', [back(months), daysBack(today, months - 6, 0)], 1),
      ),
    ],
  };
  return (Object.keys(RULES) as RuleName[])
    .filter((rule) => RULES[rule] === kind)
    .map((rule) => ({ rule, lines: lines[rule]() }));
}

/** The day after the day so many months before: a span of whole months that ends today. */
function daysBack(today: string, months: number, plus = 1): string {
  return DateTime.fromISO(today).minus({ months }).plus({ days: plus }).toISODate()!;
}

/** The last Japanese fiscal year and this one, as far as it has gone. */
function fiscalYears(today: string): (readonly [string, string])[] {
  const start = DateTime.fromISO(today).minus({ months: 3 }).year;
  return [
    [`${start - 1}-04-01`, `${start}-03-31`],
    [`${start}-04-01`, today],
  ];
}

/** Two years up to a day, that day included. */
export function ownSpan(today: string): { from: string; to: string } {
  const to = DateTime.fromISO(today).plus({ days: 1 });
  return { from: to.minus({ years: 2 }).toISODate()!, to: to.toISODate()! };
}

/**
 * The two years of whole quarters before a day, first day and the day after the last: what is told to
 * others begins and ends with a quarter, and what became of those patients is told as it was at its end.
 */
export function publishedSpan(today: string): { from: string; to: string } {
  const to = DateTime.fromISO(today).startOf('quarter');
  return { from: to.minus({ years: 2 }).toISODate()!, to: to.toISODate()! };
}
