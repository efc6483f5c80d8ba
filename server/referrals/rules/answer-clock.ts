import { isBusinessDay } from '#server/platform/holidays.ts';
import type { Urgency } from '../schemas.ts';

/** Business days a hospital has to answer. */
export const ANSWER_DAYS: Record<Urgency, number> = { urgent: 2, soon: 5, routine: 10 };

/** Business days that the hospital chosen has to confirm, the case being kept for it meanwhile. */
export const CONFIRM_DAYS: Record<Urgency, number> = { urgent: 1, soon: 2, routine: 3 };
/** Business days that the secretariat has from a case's coming in until hospitals are asked. */
export const INTAKE_DAYS: Record<Urgency, number> = { urgent: 1, soon: 2, routine: 3 };

/** Opening hours of the offices that answer, on Japan's clock. */
const OPENS = 9;
const CLOSES = 17;
export const BUSINESS_DAY_MINUTES = (CLOSES - OPENS) * 60;

const JAPAN_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * When something is due: the close of business on the nth business day after the day it was asked.
 * Japan has no daylight saving time, so its clock is UTC + 9 hours throughout.
 */
function deadlineAfter(from: Date, businessDays: number): Date {
  let day = japaneseDay(from);
  for (let left = businessDays; left > 0;) {
    day += DAY_MS;
    if (isBusinessDay(day)) left -= 1;
  }
  return new Date(day + CLOSES * 3_600_000 - JAPAN_MS);
}

/** When the hospitals asked should have answered. */
export function answerDeadline(askedAt: Date, urgency: Urgency): Date {
  return deadlineAfter(askedAt, ANSWER_DAYS[urgency]);
}

/** When the hospital chosen should have confirmed. */
export function confirmDeadline(chosenAt: Date, urgency: Urgency): Date {
  return deadlineAfter(chosenAt, CONFIRM_DAYS[urgency]);
}

/** When a case that came in should be with hospitals. */
export function intakeDeadline(cameIn: Date, urgency: Urgency): Date {
  return deadlineAfter(cameIn, INTAKE_DAYS[urgency]);
}

/** The moment at which so many minutes of opening hours have passed since another. */
export function afterBusinessMinutes(from: Date, minutes: number): Date {
  let left = minutes;
  for (let day = japaneseDay(from); ; day += DAY_MS) {
    if (!isBusinessDay(day)) continue;
    const opens = Math.max(day + OPENS * 3_600_000 - JAPAN_MS, from.getTime());
    const closes = day + CLOSES * 3_600_000 - JAPAN_MS;
    const room = Math.max(0, Math.floor((closes - opens) / MINUTE_MS));
    if (left <= room) return new Date(opens + left * MINUTE_MS);
    left -= room;
  }
}

/** Whether hospitals may still answer: their time runs, or stands still. */
export function isInTime(
  row: { answerDeadline: Date | null; clockPausedAt: Date | null },
  now: Date,
): boolean {
  return row.clockPausedAt !== null || (row.answerDeadline !== null && row.answerDeadline >= now);
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
  /** It stands still: an answer of the sender is awaited. */
  paused: boolean;
};

/** How much of the time is left, in business minutes; a clock that stands still is read as it stood. */
export function clockOf(
  startedAt: Date,
  deadline: Date,
  now: Date,
  pausedAt: Date | null = null,
): Clock {
  return {
    startedAt: startedAt.toISOString(),
    deadline: deadline.toISOString(),
    totalMinutes: businessMinutes(startedAt, deadline),
    leftMinutes: businessMinutes(pausedAt ?? now, deadline),
    paused: pausedAt !== null,
  };
}

/** Midnight UTC of the calendar day it is in Japan. */
function japaneseDay(at: Date): number {
  return Math.floor((at.getTime() + JAPAN_MS) / DAY_MS) * DAY_MS;
}
