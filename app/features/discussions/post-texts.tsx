import type { ReactNode } from 'react';
import type { SecondText } from '#server/discussions/translations/second-text.ts';
import type { PostView } from '#server/discussions/views.ts';
import { LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import { Icon } from '#app/ui/index.ts';
import prose from './post.module.css';
import styles from './post-texts.module.css';
import type { PostWords } from './words.ts';

type Props = { post: PostView; words: PostWords; both: boolean };

/**
 * What a post says, first in the reader's language where it is written or translated in it; its other
 * languages are folded under it, each with how far it is to be trusted.
 */
export function PostTexts({ post, words, both }: Props) {
  const first = post.others.find((text) => text.lang === words.lang && post.lang !== words.lang);
  const rest = post.others.filter((text) => text !== first);
  const source = <Source post={post} />;
  return (
    <>
      {first ? (
        <div className={styles.first}>
          <Head text={first} words={words} />
          <Blocks text={first} source={post.lang} words={words} />
        </div>
      ) : (
        source
      )}
      {first && (
        <Fold open={both} head={words.source(post.lang)}>
          {source}
        </Fold>
      )}
      {rest.map((text) => (
        <Fold
          key={text.lang}
          open={both}
          state={text.state}
          head={
            <>
              <Warning state={text.state} />
              {words.second(text)}
            </>
          }
        >
          <Blocks text={text} source={post.lang} words={words} />
        </Fold>
      ))}
    </>
  );
}

/** The language that a reader would translate a post into: their own, else one that is there, else another. */
export function translationFrom({ lang, others }: PostView, reader: Lang): Lang {
  if (lang !== reader) return reader;
  return others[0]?.lang ?? LANGS.find((each) => each !== lang)!;
}

function Source({ post: { lang, html } }: { post: PostView }) {
  return (
    <div
      className={prose.text}
      lang={LANG_TAGS[lang]}
      dir="auto"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

function Head({ text, words }: { text: SecondText; words: PostWords }) {
  return (
    <p className={styles.head} data-state={text.state}>
      <Warning state={text.state} />
      {words.second(text)}
    </p>
  );
}

function Warning({ state }: { state: SecondText['state'] }) {
  if (state === 'stale') return <Icon name="triangle-alert" size={14} />;
  return <Icon name="languages" size={14} />;
}

type FoldProps = {
  head: ReactNode;
  open: boolean;
  state?: SecondText['state'];
  children: ReactNode;
};

function Fold({ head, open, state, children }: FoldProps) {
  return (
    <details className={styles.fold} data-state={state} open={open}>
      <summary>{head}</summary>
      {children}
    </details>
  );
}

/** The blocks in one language. What is worth less than it seems says so where it stands. */
function Blocks({ text, source, words }: { text: SecondText; source: Lang; words: PostWords }) {
  return text.blocks.map(({ state, html }, i) => (
    <div key={i} className={styles.block} data-state={state}>
      {text.blocks.length > 1 && state !== 'original' && state !== 'checked' && (
        <p className={styles.note}>{words.block[state]}</p>
      )}
      <div
        className={prose.text}
        lang={LANG_TAGS[state === 'none' ? source : text.lang]}
        dir="auto"
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </div>
  ));
}
