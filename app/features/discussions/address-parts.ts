import { notFound } from '#app/page.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id in an address; an address without one is an address of nothing. */
export function idIn(part: string | undefined): string {
  if (!part || !UUID.test(part)) throw notFound();
  return part;
}

/** The place in a thread that an address names: `?around=`, `?before=` or `?after=`. */
export function placeIn(url: URL): { around?: number; before?: number; after?: number } {
  for (const name of ['around', 'before', 'after'] as const) {
    const value = url.searchParams.get(name);
    if (value && /^\d{1,15}$/.test(value)) return { [name]: Number(value) };
  }
  return {};
}
