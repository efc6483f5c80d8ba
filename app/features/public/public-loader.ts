import type { Lang } from '#app/i18n/lang.ts';
import { page, type PageArgs } from '#app/page.ts';
import type { PublicHead } from './public-page.ts';

/** Makes the loader of a public page; `run` answers its own part, its title and its description. */
export function publicPage<T extends { title: string; description: string }>(
  run: (args: PageArgs & { lang: Lang }) => Promise<T>,
) {
  return page(['public', 'library'], async (args) => {
    const { lang, origin } = args.context;
    const { title, description, ...own } = await run({ ...args, lang });
    const rest = args.url.pathname.replace(/^\/\w+/, '').replace(/\/$/, '');
    const head: PublicHead = { lang, origin, rest, title, description };
    return { head, own };
  });
}
