import { invalid } from '#server/platform/errors.ts';

const MOST_ENTRIES = 200;
const MOST_NODES = 20_000;
const DEEPEST = 24;
/** Names by which a value would reach the prototype of every object. */
const HOSTILE = new Set(['__proto__', 'prototype', 'constructor']);

export type Entry = {
  fullUrl: string;
  resource: Record<string, unknown> & { resourceType: string };
};

/**
 * The entries of a bundle that is no attack: of a size, without keys that reach prototypes, every
 * reference to another entry and none in a circle. Nothing is ever fetched from an address in it.
 * @throws 422 BUNDLE_REFUSED with the reason
 */
export function guarded(bundle: Record<string, unknown>): Entry[] {
  measure(bundle);
  if (bundle['resourceType'] !== 'Bundle') throw refused('resourceType', 'It is no Bundle.');
  const listed = bundle['entry'];
  if (!Array.isArray(listed) || listed.length === 0) throw refused('entry', 'It is empty.');
  if (listed.length > MOST_ENTRIES) {
    throw refused('entry', `It has more than ${MOST_ENTRIES} entries.`);
  }
  const entries = listed.map(entryOf);
  const byAddress = addresses(entries);
  refuseCircles(entries, byAddress);
  return entries;
}

/** The entry that a reference leads to. */
export function following(entries: readonly Entry[]) {
  const byAddress = addresses(entries);
  return (reference: string | undefined) =>
    reference === undefined ? undefined : byAddress.get(reference);
}

export function refused(path: string, detail: string) {
  return invalid('BUNDLE_REFUSED', detail, [{ path: `bundle.${path}`, message: 'invalid' }]);
}

/** Without recursion: whoever sends a deep bundle is answered, not crashed on. */
function measure(bundle: object): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: bundle, depth: 0 }];
  let nodes = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (++nodes > MOST_NODES) throw refused('', 'It is too large.');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) throw refused('', `It is nested deeper than ${DEEPEST} levels.`);
    for (const key of Object.keys(value)) {
      if (HOSTILE.has(key)) throw refused('', 'It has a key that no resource has.');
      waiting.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 });
    }
  }
}

function entryOf(entry: unknown, nth: number): Entry {
  const { fullUrl, resource } = (entry ?? {}) as Partial<Entry>;
  const type = resource?.resourceType;
  if (typeof type !== 'string' || !/^[A-Z][A-Za-z]{1,60}$/.test(type)) {
    throw refused(`entry.${nth}.resource`, 'It has no type.');
  }
  return { fullUrl: typeof fullUrl === 'string' ? fullUrl : '', resource: resource! };
}

/** By the whole address, and as `Patient/123`. */
function addresses(entries: readonly Entry[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  entries.forEach((entry, nth) => {
    const { id, resourceType } = entry.resource;
    const names = [entry.fullUrl, typeof id === 'string' ? `${resourceType}/${id}` : ''];
    for (const name of new Set(names.filter(Boolean))) {
      if (found.has(name)) throw refused(`entry.${nth}`, 'Two entries have one address.');
      found.set(name, entry);
    }
  });
  return found;
}

function referencesIn(resource: object): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [resource];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, each] of Object.entries(value)) {
      if (key === 'reference' && typeof each === 'string') found.push(each);
      else waiting.push(each);
    }
  }
  return found;
}

function refuseCircles(entries: readonly Entry[], byAddress: Map<string, Entry>): void {
  const leads = new Map(
    entries.map((entry, nth) => [
      entry,
      referencesIn(entry.resource).map((reference) => {
        const to = byAddress.get(reference);
        if (!to) throw refused(`entry.${nth}`, 'A reference leads outside of the bundle.');
        return to;
      }),
    ]),
  );
  // What is led to by nothing goes first, again and again; what is left goes in circles.
  const incoming = new Map<Entry, number>();
  for (const to of [...leads.values()].flat()) incoming.set(to, (incoming.get(to) ?? 0) + 1);
  const free = entries.filter((entry) => !incoming.get(entry));
  let gone = 0;
  for (let next = free.pop(); next; next = free.pop()) {
    gone++;
    for (const to of leads.get(next)!) {
      const left = incoming.get(to)! - 1;
      incoming.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  if (gone < entries.length) throw refused('entry', 'References go in a circle.');
}
