import type { Urgency } from '../schemas.ts';
import { nationalHolidays } from './holidays.ts';

/** Business days a hospital has to answer. */
export const ANSWER_DAYS: Record<Urgency, number> = { urgent: 2, soon: 5, routine: 10 };

/** Opening hours of the offices that answer, on Japan's clock. */
const OPENS = 9;
const CLOSES = 17;
export const BUSINESS_DAY_MINUTES = (CLOSES - OPENS) * 60;

const JAPAN_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * When the answer is due: the close of business on the nth business day after the day it was asked.
 * Japan has no daylight saving time, so its clock is UTC + 9 hours throughout.
 */
export function answerDeadline(askedAt: Date, urgency: Urgency): Date {
  let day = japaneseDay(askedAt);
  for (let left = ANSWER_DAYS[urgency]; left > 0;) {
    day += DAY_MS;
    if (isBusinessDay(day)) left -= 1;
  }
  return new Date(day + CLOSES * 3_600_000 - JAPAN_MS);
}

/** Minutes of opening hours between two moments; none when the second is not later. */
export function businessMinutes(from: Date, to: Date): number {
  let minutes = 0;
  for (let day = japaneseDay(from); day <= japaneseDay(to); day += DAY_MS) {
    if (!isBusinessDay(day)) continue;
    const opens = Math.max(day + OPENS * 3_600_000 - JAPAN_MS, from.getTime());
    const closes = Math.min(day + CLOSES * 3_600_000 - JAPAN_MS, to.getTime());
    if (closes > opens) minutes += Math.floor((closes - opens) / MINUTE_MS);
  }
  return minutes;
}

export type Clock = {
  startedAt: string;
  deadline: string;
  totalMinutes: number;
  leftMinutes: number;
};

/** How much of the time to answer is left, in business minutes. */
export function clockOf(startedAt: Date, deadline: Date, now: Date): Clock {
  return {
    startedAt: startedAt.toISOString(),
    deadline: deadline.toISOString(),
    totalMinutes: businessMinutes(startedAt, deadline),
    leftMinutes: businessMinutes(now, deadline),
  };
}

/** Monday to Friday, no national holiday, not the offices' year-end rest (29 December to 3 January). */
function isBusinessDay(day: number): boolean {
  const date = new Date(day);
  const weekday = date.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const iso = date.toISOString().slice(0, 10);
  const monthDay = iso.slice(5);
  if (monthDay >= '12-29' || monthDay <= '01-03') return false;
  return !nationalHolidays(date.getUTCFullYear()).has(iso);
}

/** Midnight UTC of the calendar day it is in Japan. */
function japaneseDay(at: Date): number {
  return Math.floor((at.getTime() + JAPAN_MS) / DAY_MS) * DAY_MS;
}
