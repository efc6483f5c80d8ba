/**
 * Dates of the demo forum. Everything hangs on a `today` given by the caller, so that the demo
 * never grows old: threads are from the last weeks, deadlines are ahead, certificates still run.
 * Japan has no daylight saving time, so its clock is UTC + 9 hours throughout.
 */
const DAY = 86_400_000;
const JAPAN = 9 * 3_600_000;

/** Midnight UTC of the calendar day it is in Japan: a date without a time. */
function japaneseDay(today: Date): Date {
  return new Date(Math.floor((today.getTime() + JAPAN) / DAY) * DAY);
}

/** The calendar day `days` from today, as `YYYY-MM-DD`. */
export function dayFrom(today: Date, days: number): string {
  return iso(new Date(japaneseDay(today).getTime() + days * DAY));
}

/** The same day of the month `months` from today (or the month's last day), as `YYYY-MM-DD`. */
export function monthsFrom(today: Date, months: number): string {
  const day = japaneseDay(today);
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0));
  return iso(new Date(first + (Math.min(day.getUTCDate(), last.getUTCDate()) - 1) * DAY));
}

/** The first day of the month `months` from today. */
export function monthStart(today: Date, months: number): string {
  return `${monthsFrom(today, months).slice(0, 7)}-01`;
}

/** The end of the membership year that `today` lies in: the coming 31 March. */
export function fiscalYearEnd(today: Date): string {
  const day = japaneseDay(today);
  const year = day.getUTCFullYear() + (day.getUTCMonth() > 2 ? 1 : 0);
  return `${year}-03-31`;
}

/** The `n`th working day (Monday to Friday) before or after today; 0 is today itself. */
export function workdayFrom(today: Date, n: number): string {
  const step = Math.sign(n);
  let day = japaneseDay(today).getTime();
  for (let left = Math.abs(n); left > 0;) {
    day += step * DAY;
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return iso(new Date(day));
}

/** The first given weekday (0 = Sunday) at least `days` from today. */
export function weekdayFrom(today: Date, days: number, weekday: number): string {
  const from = new Date(japaneseDay(today).getTime() + days * DAY);
  const ahead = (weekday - from.getUTCDay() + 7) % 7;
  return iso(new Date(from.getTime() + ahead * DAY));
}

/** The day after a calendar day. */
export function nextDay(day: string): string {
  return iso(new Date(Date.parse(day) + DAY));
}

/** The moment a Japanese clock shows `time` (`HH:MM`) on that day. */
export function atJapanTime(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+09:00`);
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}
