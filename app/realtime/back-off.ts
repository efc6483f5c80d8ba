const SHORTEST_MS = 200;
const LONGEST_MS = 5000;

/**
 * How long to wait before the next try, in milliseconds: between 0.2 and 5 seconds, doubling, and
 * anywhere in the upper half of its step, so that a thousand browsers do not come back at one moment.
 * @param attempt how many tries have failed, from 1
 * @param random a number from 0 to 1
 */
export function backOff(attempt: number, random: number): number {
  const step = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(attempt, 10));
  return Math.max(SHORTEST_MS, Math.round(step * (0.5 + random / 2)));
}
