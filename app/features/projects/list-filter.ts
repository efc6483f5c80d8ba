import type { Ask } from '#server/forum.ts';

export const LIST = '/discussions';
const NAMES = [
  'country',
  'field',
  'direction',
  'stage',
  'leadId',
  'state',
  'mine',
  'sort',
] as const;

/** What the address of the list says; everything the page shows follows from it. */
export type Chosen = Partial<Record<(typeof NAMES)[number], string>>;

/** What an address asks for. */
export function chosenFrom(params: URLSearchParams): Ask<'projects.list'> & Chosen {
  const given = NAMES.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });
  // What is none of these is refused by the forum, as any other input is.
  return Object.fromEntries(given) as Ask<'projects.list'> & Chosen;
}

/** How many of these narrow the list; an order does not. */
export function narrowing({ sort: _, ...filters }: Chosen): number {
  return Object.keys(filters).length;
}

/** The same list as a file for spreadsheets. */
export function fileAddress(chosen: Chosen): string {
  const params = new URLSearchParams(chosen).toString();
  return `${LIST}/projects.csv${params && `?${params}`}`;
}
