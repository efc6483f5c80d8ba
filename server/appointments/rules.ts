const HOUR_MS = 3_600_000;
/** Nothing is proposed for sooner than this: the patient's side is abroad, and asleep for a part of it. */
export const NOTICE_MS = 24 * HOUR_MS;
/** Proposed times are kept this long at most. */
const HOLD_MS = 72 * HOUR_MS;

/** Until when proposed times are kept: three days, and never past the first of them. */
export function heldUntil(now: Date, starts: readonly Date[]): Date {
  return new Date(Math.min(now.getTime() + HOLD_MS, ...starts.map((each) => each.getTime())));
}

/** Whether two of these times of one length overlap. */
export function overlap(starts: readonly Date[], minutes: number): boolean {
  const sorted = starts.map((each) => each.getTime()).sort((a, b) => a - b);
  return sorted.some((at, i) => i > 0 && at - sorted[i - 1]! < minutes * 60_000);
}

/** Slots begin so often: on the hour, but for short ones. */
export function stepOf(minutes: number): number {
  return minutes < 60 ? 30 : 60;
}
