import { Everything, LONGEST_QUESTION } from '#server/search/schemas.ts';
import { CHOICES, type Asked } from './search-address.ts';

/** A search as its address says it; what an address cannot mean is left out. */
export function readAsked(parameters: URLSearchParams): Asked {
  const q = (parameters.get('q') ?? '').trim().slice(0, LONGEST_QUESTION);
  const asked: Record<string, unknown> = { q, order: 'relevance' };
  for (const name of [...CHOICES, 'order', 'after']) {
    const value = parameters.get(name);
    if (!value) continue;
    const meant = Everything.safeParse({
      ...asked,
      [name]: name === 'days' ? Number(value) : value,
    });
    // As the forum takes it: a tag in any case and width is one.
    if (meant.success) asked[name] = meant.data[name as keyof typeof meant.data];
  }
  return asked as Asked;
}
