/**
 * Japan's national holidays by the rules of the Act on National Holidays (国民の祝日に関する法律), as
 * amended up to 2022: fixed days, Mondays, the two equinoxes, substitutes and days caught between two
 * holidays. The test compares the result with the Cabinet Office's published table.
 */
const FIXED = [
  '01-01',
  '02-11',
  '02-23',
  '04-29',
  '05-03',
  '05-04',
  '05-05',
  '08-11',
  '11-03',
  '11-23',
];
/** Month and which Monday: coming of age, marine, respect for the aged, sports. */
const MONDAYS = [
  [1, 2],
  [7, 3],
  [9, 3],
  [10, 2],
] as const;
const DAY_MS = 86_400_000;

const YEAR_END = ['01-01', '01-02', '01-03', '12-29', '12-30', '12-31'];

const years = new Map<number, ReadonlySet<string>>();
const closed = new Map<number, ReadonlySet<number>>();

/** The national holidays of a year, as `YYYY-MM-DD`. */
export function nationalHolidays(year: number): ReadonlySet<string> {
  let found = years.get(year);
  if (!found) years.set(year, (found = compute(year)));
  return found;
}

/** National holidays and, as offices in Japan rest, 29 December to 3 January; a day is `YYYY-MM-DD`. */
export function isOfficeHoliday(day: string): boolean {
  return closedDays(Number(day.slice(0, 4))).has(midnight(day));
}

/**
 * Monday to Friday, and no holiday of offices.
 * @param day midnight of a calendar day in UTC, in milliseconds: lists ask for thousands of days
 */
export function isBusinessDay(day: number): boolean {
  const date = new Date(day);
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !closedDays(date.getUTCFullYear()).has(day);
}

/** The nth business day after a day (`YYYY-MM-DD`), that day not counted. */
export function businessDayAfter(day: string, count: number): string {
  let at = midnight(day);
  for (let left = count; left > 0;) {
    at += DAY_MS;
    if (isBusinessDay(at)) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}

function closedDays(year: number): ReadonlySet<number> {
  let found = closed.get(year);
  if (!found) {
    const rest = YEAR_END.map((monthDay) => `${year}-${monthDay}`);
    closed.set(year, (found = new Set([...nationalHolidays(year), ...rest].map(midnight))));
  }
  return found;
}

function compute(year: number): ReadonlySet<string> {
  const days = new Set([
    ...FIXED.map((day) => `${year}-${day}`),
    ...MONDAYS.map(([month, nth]) => monday(year, month, nth)),
    `${year}-03-${two(equinox(year, 20.8431))}`,
    `${year}-09-${two(equinox(year, 23.2488))}`,
  ]);
  const named = [...days];
  // A holiday on a Sunday moves to the next day that is none; a day between two holidays is one.
  for (const day of named) {
    if (weekday(day) !== 0) continue;
    let next = shift(day, 1);
    while (days.has(next)) next = shift(next, 1);
    days.add(next);
  }
  for (const day of named) {
    const between = shift(day, 1);
    if (named.includes(shift(day, 2)) && weekday(between) !== 0) days.add(between);
  }
  return days;
}

/** Good from 1980 to 2099; the Cabinet fixes the day each February for the year after. */
function equinox(year: number, base: number): number {
  const since = year - 1980;
  return Math.floor(base + 0.242194 * since - Math.floor(since / 4));
}

function monday(year: number, month: number, nth: number): string {
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  return `${year}-${two(month)}-${two(1 + ((8 - first) % 7) + (nth - 1) * 7)}`;
}

function weekday(day: string): number {
  return new Date(midnight(day)).getUTCDay();
}

function shift(day: string, days: number): string {
  return new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
