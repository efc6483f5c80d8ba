import type { SecondText } from '#server/discussions/views.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { LANGS, type Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { nameFor } from './names.ts';

export type Discuss = T<'discussions'>;

/** What rows say, looked up once for the page. */
export type PostWords = {
  lang: Lang;
  format: Format;
  edited: string;
  editedAt: (when: string) => string;
  deleted: string;
  link: (when: string) => string;
  by: (name: string, org: string, when: string) => string;
  edit: string;
  remove: string;
  second: (text: SecondText) => string;
};

export function postWords(t: Discuss, lang: Lang, format: Format): PostWords {
  const languages = Object.fromEntries(LANGS.map((each) => [each, t(`lang.${each}`)]));
  return {
    lang,
    format,
    edited: t('post.edited'),
    editedAt: (when) => t('post.editedAt', { when }),
    deleted: t('post.deleted'),
    link: (when) => t('post.link', { when }),
    by: (name, org, when) => t('post.by', { name, org, when }),
    edit: t('post.edit'),
    remove: t('post.delete'),
    second({ lang: written, state, checkedBy }) {
      const name = checkedBy ? nameFor(checkedBy, lang).text : '';
      const vars = { lang: languages[written] ?? written, name };
      if (state === 'checked' && !checkedBy) return t('second.checkedPlain', vars);
      return t(`second.${state}`, vars);
    },
  };
}

/** A count that stops at its cap. */
export function upTo(count: number, cap: number, some: string, many: string): string {
  return count > cap ? many : some;
}
