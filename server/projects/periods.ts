import type { Yearly } from './schemas.ts';

/** Fiscal years begin in April, as those of ministries and hospitals in Japan do. */
const FIRST_MONTH = 4;

/** The fiscal year (`2026`) and quarter (`2026-Q3`) of a day, `2026-11-22`. */
export function periodsOf(day: string): { year: string; quarter: string } {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const fiscal = month >= FIRST_MONTH ? year : year - 1;
  const quarter = Math.floor(((month - FIRST_MONTH + 12) % 12) / 3) + 1;
  return { year: String(fiscal), quarter: `${fiscal}-Q${quarter}` };
}

/** The quarters from `back` before that of a day to `ahead` after it, the earliest first. */
export function quartersAround(day: string, back: number, ahead: number): string[] {
  const { quarter } = periodsOf(day);
  const at = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
  return Array.from({ length: back + ahead + 1 }, (_, i) => {
    const n = at - back + i;
    return `${Math.floor(n / 4)}-Q${(n % 4) + 1}`;
  });
}

/** How much of a plan was reached, as a share; null where it cannot be said. */
export function attainment(
  plan: number | null,
  actual: number | null,
  moreIsBetter: boolean,
): number | null {
  if (plan === null || actual === null) return null;
  if (moreIsBetter) return plan === 0 ? null : actual / plan;
  return actual === 0 ? null : plan / actual;
}

export type MilestoneState = 'done' | 'late' | 'soon' | 'ahead';
const SOON_DAYS = 14;

/** How a step stands on a day: done, overdue, due within two weeks, or ahead. */
export function milestoneState(
  { plannedOn, doneOn }: { plannedOn: string; doneOn: string | null },
  today: string,
): MilestoneState {
  if (doneOn) return 'done';
  const days = (Date.parse(plannedOn) - Date.parse(today)) / 86_400_000;
  if (days < 0) return 'late';
  return days <= SOON_DAYS ? 'soon' : 'ahead';
}

type Value = { period: string; plan: number | null; actual: number | null };
export type YearOfKpi = {
  /** What the whole year was planned to bring. */
  plan: number | null;
  /** What was planned for the part of it that was recorded. */
  toDate: number | null;
  actual: number | null;
  share: number | null;
  /** The share of plan of the newest quarter against the one before it; a running one that adds up
   * is left out, for it is not over. */
  trend: 'up' | 'level' | 'down' | null;
};
const LEVEL = 0.02;

/**
 * Plan and actual of a fiscal year. What was recorded for the year as a whole stands over what its
 * quarters say; plan to date counts the quarters that have an actual, so that a year that has only
 * begun is not behind.
 */
export function yearOf(
  values: readonly Value[],
  year: number,
  yearly: Yearly,
  moreIsBetter: boolean,
  running: string,
): YearOfKpi {
  const whole = values.find(({ period }) => period === String(year));
  const quarters = values
    .filter(({ period }) => period.startsWith(`${year}-Q`))
    .sort((one, other) => one.period.localeCompare(other.period));
  const recorded = quarters.filter(({ actual }) => actual !== null);
  const together = (of: readonly Value[], key: 'plan' | 'actual') => {
    const given = of.flatMap((value) => value[key] ?? []);
    if (given.length === 0) return null;
    return yearly === 'sum' ? given.reduce((sum, one) => sum + one, 0) : given.at(-1)!;
  };
  const plan = whole?.plan ?? together(quarters, 'plan');
  const actual = whole?.actual ?? together(recorded, 'actual');
  const isWhole = typeof whole?.actual === 'number' || recorded.length === 0;
  const toDate = isWhole ? plan : (together(recorded, 'plan') ?? plan);
  return {
    plan,
    toDate,
    actual,
    share: attainment(toDate, actual, moreIsBetter),
    trend: trendOf(
      recorded.filter(({ period }) => yearly === 'last' || period < running),
      moreIsBetter,
    ),
  };
}

function trendOf(recorded: readonly Value[], moreIsBetter: boolean): YearOfKpi['trend'] {
  const shares = recorded.flatMap(
    ({ plan, actual }) => attainment(plan, actual, moreIsBetter) ?? [],
  );
  const [before, now] = shares.slice(-2);
  if (before === undefined || now === undefined) return null;
  if (Math.abs(now - before) < LEVEL) return 'level';
  return now > before ? 'up' : 'down';
}

/** The first day of a fiscal year, and that of the next. */
export function daysOf(year: number): { from: string; to: string } {
  const month = String(FIRST_MONTH).padStart(2, '0');
  return { from: `${year}-${month}-01`, to: `${year + 1}-${month}-01` };
}
