/** How long ago somebody was here, in minutes and on purpose no finer than this; 0 is now. */
export const STEPS = [0, 5, 20, 60, 240] as const;
export type Ago = (typeof STEPS)[number];

/** A page that is open says so this often; whoever was heard of within `HERE_S` seconds is here. */
export const BEAT_EVERY_S = 20;
export const HERE_S = 45;

/** Up to which age, in seconds, each step stands for it. Beyond the last nothing is said. */
const UP_TO_S: readonly [Ago, number][] = [
  [0, HERE_S],
  [5, 600],
  [20, 2400],
  [60, 7200],
  [240, 43_200],
];

/** The step of an age in seconds; null where it is too long ago to be of use. */
export function stepOf(ageS: number): Ago | null {
  return UP_TO_S.find(([, limit]) => ageS <= limit)?.[0] ?? null;
}
