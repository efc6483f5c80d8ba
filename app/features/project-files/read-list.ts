import { SORTS, type Sort } from '#server/project-files/schemas.ts';
import type { Chosen } from './addresses.ts';

/** What an address asks of a library's list; what it does not know is the usual. */
export function askedOf(params: URLSearchParams): Partial<Chosen> & { sort: Sort } {
  const sort = SORTS.find((one) => one === params.get('sort')) ?? 'changed';
  const find = params.get('find')?.slice(0, 100);
  const label = params.get('label')?.slice(0, 40);
  return { sort, ...(find ? { find } : {}), ...(label ? { label } : {}) };
}
