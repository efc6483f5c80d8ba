import type { Label } from '#server/booking/index.ts';

/** The kinds of organisation that keep resources: hospitals, and the secretariat, which lends interpreters. */
export const HOLDERS: readonly string[] = ['hospital', 'secretariat'];

/** The names that are given, by language: an empty one is none. */
export function given(name: Label): Label {
  return Object.fromEntries(Object.entries(name).filter(([, text]) => text));
}
