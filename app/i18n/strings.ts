import { createHash } from 'node:crypto';
import { translate, type Dictionary, type Lang } from '#server/platform/i18n/translate.ts';
import type { Namespace } from './keys.ts';
import type { T } from './use-t.ts';

const files = import.meta.glob<Dictionary>('./*/*.json', { eager: true, import: 'default' });
const fragments = new Map<string, Fragment>();
const pages = new Map<string, string>();
const partsOfText = new Map<string, readonly Fragment[]>();

/** One namespace in one language, as it stands in a page's strings: `"shell":{…}`. */
type Fragment = {
  /** `ja/shell`, by which the browser finds it. */
  name: string;
  /** Where the browser gets it. The address changes with the words, so it may be kept for ever. */
  address: string;
  text: string;
};

/** One namespace in one language. */
export function dictionary(lang: Lang, namespace: Namespace): Dictionary {
  return files[`./${lang}/${namespace}.json`] ?? {};
}

/** The words of one namespace for a loader: for what is written before the page is, such as a plot. */
export function wordsFor<N extends Namespace>(lang: Lang, namespace: N): T<N> {
  const words = dictionary(lang, namespace);
  return (key, vars) => translate(words, key, vars, lang);
}

/**
 * The strings of some namespaces as one JSON text `{"shell":{…},"words":{…}}`. Each file is
 * serialised once in the life of the process, each combination is put together once.
 */
export function stringsFor(lang: Lang, namespaces: readonly Namespace[]): string {
  const key = `${lang} ${namespaces.join(' ')}`;
  let text = pages.get(key);
  if (text === undefined) {
    const parts = namespaces.map((namespace) => fragment(lang, namespace));
    text = `{${parts.map((part) => part.text).join(',')}}`;
    pages.set(key, text);
    partsOfText.set(text, parts);
  }
  return text;
}

/** What a text of `stringsFor` was put together from. */
export function fragmentsOf(text: string): readonly Fragment[] | undefined {
  return partsOfText.get(text);
}

/** The script at a fragment's address; nothing where the words are other ones by now. */
export function stringsScript(address: string): string | undefined {
  const [, lang, namespace] = /^\/strings\/(\w+)\/(\w+)\.\w+\.js$/.exec(address) ?? [];
  if (!lang || !namespace || !files[`./${lang}/${namespace}.json`]) return undefined;
  const found = fragment(lang as Lang, namespace as Namespace);
  if (found.address !== address) return undefined;
  return `(window.forumStrings??={})[${JSON.stringify(found.name)}]=${JSON.stringify(found.text)}`;
}

function fragment(lang: Lang, namespace: Namespace): Fragment {
  const name = `${lang}/${namespace}`;
  let made = fragments.get(name);
  if (made === undefined) {
    const text = `${JSON.stringify(namespace)}:${JSON.stringify(dictionary(lang, namespace))}`;
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
    fragments.set(name, (made = { name, address: `/strings/${name}.${hash}.js`, text }));
  }
  return made;
}
