import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { named } from './view.ts';

/** An organisation's resignation in one language. */
export function leavingView(answer: Answer<'resignations.page'>, lang: Lang) {
  const { organisation, leads, ...rest } = answer;
  return {
    ...rest,
    orgId: organisation.id,
    slug: organisation.slug,
    ...named(organisation.name, lang),
    /** The day on which it was last a member, of one that has left. */
    leftOn: organisation.left ? organisation.memberUntil : null,
    leads: leads.map(({ slug, title }) => {
      const { name, nameLang } = named(title, lang);
      return { slug, title: name, lang: nameLang };
    }),
  };
}
export type LeavingView = ReturnType<typeof leavingView>;
