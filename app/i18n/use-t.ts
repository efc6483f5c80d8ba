import { useMatches, useRouteLoaderData } from '@remix-run/react';
import { translate, type Dictionary, type Vars } from '#server/platform/i18n/translate.ts';
import type { Key, Namespace } from './keys.ts';
import { isLang, type Lang } from './lang.ts';

export type T<N extends Namespace = 'words'> = (key: Key<N>, vars?: Vars) => string;
type Strings = Partial<Record<Namespace, Dictionary>>;
type Matches = readonly { data: unknown }[];

const parsed = new Map<string, Strings>();
const translators = new WeakMap<Dictionary, (key: string, vars?: Vars) => string>();
const nothing: Dictionary = {};

/**
 * The words of one namespace (and the common words), from the strings that the matched routes
 * brought along. Call it once per page or section and hand its texts to rows.
 */
export function useT<N extends Namespace>(namespace: N): T<N> {
  return translator(useMatches(), namespace, useLang());
}

/** The same outside a component, for `meta`. */
export function translator<N extends Namespace>(matches: Matches, namespace: N, lang: Lang): T<N> {
  const own = find(matches, namespace);
  let t = translators.get(own);
  if (!t) {
    const both = { ...find(matches, 'words'), ...own };
    t = (key, vars) => translate(both, key, vars, lang);
    if (own !== nothing) translators.set(own, t);
  }
  return t as T<N>;
}

/** The language of the page. */
export function useLang(): Lang {
  const root = useRouteLoaderData('root') as { data?: { lang?: unknown } } | undefined;
  const lang = root?.data?.lang;
  return isLang(lang) ? lang : 'ja';
}

function find(matches: Matches, namespace: Namespace): Dictionary {
  for (const match of matches.toReversed()) {
    const strings = (match.data as { strings?: unknown } | null | undefined)?.strings;
    const found = typeof strings === 'string' ? parse(strings)[namespace] : undefined;
    if (found) return found;
  }
  return nothing;
}

function parse(strings: string): Strings {
  let value = parsed.get(strings);
  if (!value) {
    if (parsed.size > 200) parsed.clear();
    parsed.set(strings, (value = JSON.parse(strings) as Strings));
  }
  return value;
}
