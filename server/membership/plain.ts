/** What a department may say that it takes on. */
export const CAPACITIES = ['accepting', 'limited', 'paused'] as const;
export type Capacity = (typeof CAPACITIES)[number];
