import type { MetaFunction } from '@remix-run/node';
import { isLang, LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import type { Handle } from '#app/root.tsx';

/** Pages of the public site: a frame of their own, and no scripts. */
export const publicHandle: Handle = { frame: 'none', scripts: false };

/** What every public page is given beside its own: where it is, and what it is called. */
export type PublicHead = {
  lang: Lang;
  origin: string;
  /** The path behind the language: `/events`. */
  rest: string;
  title: string;
  description: string;
};

/** Title, description, the canonical address, and the same page in the other languages. */
export const publicMeta: MetaFunction = ({ data, error }) => {
  const head = (data as { data?: { head?: PublicHead } } | undefined)?.data?.head;
  if (error || !head || !isLang(head.lang)) return [{ title: 'MEJ Forum' }];
  const { lang, origin, rest, title, description } = head;
  return [
    { title: title ? `${title} · MEJ Forum` : 'MEJ Forum' },
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: `${origin}/${lang}${rest}` },
    ...LANGS.map((other) => ({
      tagName: 'link',
      rel: 'alternate',
      hrefLang: LANG_TAGS[other],
      href: `${origin}/${other}${rest}`,
    })),
    { tagName: 'link', rel: 'alternate', hrefLang: 'x-default', href: `${origin}/en${rest}` },
  ];
};

/** The opening of a text, for search engines: no line breaks, about 160 characters. */
export function describe(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= 160 ? flat : `${flat.slice(0, 159)}…`;
}
