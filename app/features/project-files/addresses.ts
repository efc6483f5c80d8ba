import { libraryAddress } from '#app/features/discussions/addresses.ts';
import type { Sort } from '#server/project-files/schemas.ts';

export type Chosen = { find: string; label: string; sort: Sort };

/** A library's list as it is filtered and ordered; `file` is the page's or the spreadsheet's. */
export function listAddress(
  slug: string,
  chosen: Partial<Chosen>,
  ending: '' | '.csv' = '',
): string {
  const query = new URLSearchParams(
    Object.entries(chosen).filter(
      ([key, value]) => value && !(key === 'sort' && value === 'changed'),
    ),
  ).toString();
  return `${libraryAddress(slug)}${ending}${query ? `?${query}` : ''}`;
}

/** Where files for a library go; with a file, as the next version of it. */
export function bringAddress(
  { id, slug }: { id: string; slug: string },
  onto?: { id: string; number: number },
): string {
  const query = new URLSearchParams({ project: id, slug });
  if (onto) {
    query.set('file', onto.id);
    query.set('on', String(onto.number));
  }
  return `/files/project?${query.toString()}`;
}
