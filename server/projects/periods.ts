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
