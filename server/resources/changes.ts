import type { ResourceRow } from './access.ts';
import { CHANGES, type Change } from './plain.ts';

type After = Pick<ResourceRow, Exclude<Change, 'holidays'>> & { holidays: boolean };

/** Which parts of a resource are others than before, in the order in which they are shown. */
export function changedIn(before: ResourceRow, after: After): Change[] {
  const was = { ...before, holidays: before.holidays !== null };
  return CHANGES.filter((part) => plain(was[part]) !== plain(after[part]));
}

/** The same whatever order the keys of an object, or the spans of a week, have. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(plain).sort());
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
