import type { Ask } from '#server/forum.ts';

export const SEARCH = '/search';
export type Asked = Ask<'search.everything'>;

/** What an address may say, without the schemas that would travel to the browser. */
export const CHOICES = ['kind', 'projectId', 'threadId', 'tag', 'orgId', 'days', 'lang'] as const;
export type Choice = (typeof CHOICES)[number];

/** The address of a search: the same search always has the same one. */
export function addressOf(asked: Asked): string {
  const parameters = new URLSearchParams();
  if (asked.q) parameters.set('q', asked.q);
  for (const choice of CHOICES) {
    if (asked[choice]) parameters.set(choice, String(asked[choice]));
  }
  if (asked.order === 'newest') parameters.set('order', asked.order);
  if (asked.after) parameters.set('after', asked.after);
  const text = parameters.toString();
  return text ? `${SEARCH}?${text}` : SEARCH;
}

/** The same search from its beginning, with one choice made, or taken back. */
export function withChoice(asked: Asked, choice: Choice, value: string | undefined): Asked {
  const { [choice]: _, after: __, ...rest } = asked;
  if (value === undefined) return rest;
  return { ...rest, [choice]: choice === 'days' ? Number(value) : value } as Asked;
}

/** The same words in everything. */
export function withoutChoices({ q, order }: Asked): Asked {
  return { q, ...(order && { order }) };
}
