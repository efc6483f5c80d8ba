import type { MetaFunction } from '@remix-run/node';
import type { Namespace } from './keys.ts';
import { isLang } from './lang.ts';
import { translator, type T } from './use-t.ts';

const SITE = 'MEJ Forum';

/**
 * Makes a route's `meta`: the page's title in the reader's language, before the name of the site.
 * `D` is what the route's `page()` answers.
 */
export function titled<N extends Namespace, D = unknown>(
  namespace: N,
  title: (t: T<N>, data: D) => string,
): MetaFunction {
  return ({ data, matches, error }) => {
    if (error || !data) return [{ title: SITE }];
    const root = matches[0]?.data as { data?: { lang?: unknown } } | undefined;
    const lang = isLang(root?.data?.lang) ? root.data.lang : 'ja';
    const t = translator(matches, namespace, lang);
    return [{ title: `${title(t, (data as { data: D }).data)} · ${SITE}` }];
  };
}
