import type { Dictionary, Lang } from '#server/platform/i18n/translate.ts';
import type { Namespace } from './keys.ts';

const files = import.meta.glob<Dictionary>('./*/*.json', { eager: true, import: 'default' });
const fragments = new Map<string, string>();
const pages = new Map<string, string>();

/** One namespace in one language. */
export function dictionary(lang: Lang, namespace: Namespace): Dictionary {
  return files[`./${lang}/${namespace}.json`] ?? {};
}

/**
 * The strings of some namespaces as one JSON text `{"shell":{…},"words":{…}}`. Each file is
 * serialised once in the life of the process, each combination is put together once.
 */
export function stringsFor(lang: Lang, namespaces: readonly Namespace[]): string {
  const key = `${lang} ${namespaces.join(' ')}`;
  let text = pages.get(key);
  if (text === undefined) {
    text = `{${namespaces.map((namespace) => fragment(lang, namespace)).join(',')}}`;
    pages.set(key, text);
  }
  return text;
}

function fragment(lang: Lang, namespace: Namespace): string {
  const key = `${lang} ${namespace}`;
  let text = fragments.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(namespace)}:${JSON.stringify(dictionary(lang, namespace))}`;
    fragments.set(key, text);
  }
  return text;
}
