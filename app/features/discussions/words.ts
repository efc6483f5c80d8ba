import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { SecondBlock, SecondText } from '#server/discussions/translations/second-text.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { fileWords } from '#app/features/files/file-words.ts';
import type { FileWords } from '#app/features/files/preview.tsx';
import { LANGS, type Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { nameFor } from './names.ts';
import { REACTION_KINDS } from './reaction-icons.ts';

export type Discuss = T<'discussions'>;
export type Posts = T<'posts'>;

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
  source: (written: Lang) => string;
  block: Readonly<Record<Exclude<SecondBlock['state'], 'original' | 'checked'>, string>>;
  translate: string;
  react: string;
  reactions: string;
  pickReaction: string;
  reaction: Readonly<Record<ReactionKind, string>>;
  reactedMore: (count: number) => string;
  person: (name: string, org: string) => string;
  quote: string;
  quoteDeleted: string;
  answerTo: (name: string) => string;
  jumpTo: (name: string) => string;
  unquote: string;
  copyLink: string;
  mentionsYou: string;
  report: string;
  files: FileWords;
};

export function postWords(
  t: Discuss,
  posts: Posts,
  files: T<'files'>,
  lang: Lang,
  format: Format,
): PostWords {
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
    second({ lang: written, state, checkedBy, missing }) {
      const name = format.list(checkedBy.map((one) => nameFor(one, lang).text));
      const vars = { lang: languages[written] ?? written, name };
      const plain = state === 'checked' && checkedBy.length === 0;
      const head = t(plain ? 'second.checkedPlain' : `second.${state}`, vars);
      return missing > 0 ? `${head} · ${t('second.missing')}` : head;
    },
    source: (written) => t('second.source', { lang: languages[written] ?? written }),
    block: {
      stale: t('second.block.stale'),
      machine: t('second.block.machine'),
      none: t('second.block.none'),
    },
    translate: t('second.translate'),
    react: posts('react'),
    reactions: posts('react.all'),
    pickReaction: posts('react.pick'),
    reaction: Object.fromEntries(
      REACTION_KINDS.map((kind) => [kind, posts(`react.${kind}`)]),
    ) as Record<ReactionKind, string>,
    reactedMore: (count) => posts('react.more', { count }),
    person: (name, org) => posts('react.person', { name, org }),
    quote: posts('quote'),
    quoteDeleted: posts('quote.deleted'),
    answerTo: (name) => posts('quote.of', { name }),
    jumpTo: (name) => posts('quote.jump', { name }),
    unquote: posts('quote.remove'),
    copyLink: posts('link.copy'),
    mentionsYou: posts('mention.you'),
    report: posts('report'),
    files: fileWords(files),
  };
}

/** A count that stops at its cap. */
export function upTo(count: number, cap: number, some: string, many: string): string {
  return count > cap ? many : some;
}
