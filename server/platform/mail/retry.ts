const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The pauses between tries: a mail is given up after the eighth. */
export const retryPauses = [
  30 * second,
  2 * minute,
  10 * minute,
  hour,
  4 * hour,
  12 * hour,
  24 * hour,
];

/** When to try again after this many tries, give or take a fifth; null when it was the last. */
export function nextTry(attempts: number, now: Date, random: () => number): Date | null {
  const pause = retryPauses[attempts - 1];
  if (pause === undefined) return null;
  return new Date(now.getTime() + pause * (0.8 + 0.4 * random()));
}
