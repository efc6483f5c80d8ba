import { Link, useLocation } from '@remix-run/react';
import { clsx } from 'clsx';
import { LANG_NAMES, LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import styles from './item.module.css';
import type { ItemView } from './view.ts';

export type TextChoice = Lang | 'both';
type Texts = ItemView['texts'];

/** Which text to show: what was asked for, else the reader's language, else what there is. */
export function chooseText(asked: string | null, texts: Texts, lang: Lang): TextChoice {
  const there = languagesOf(texts);
  if (asked === 'both' && there.length > 1) return 'both';
  const wanted = [asked, lang, 'en', 'ja'].find((one) => there.includes(one as Lang));
  return (wanted as Lang | undefined) ?? there[0] ?? lang;
}

export function languagesOf(texts: Texts): Lang[] {
  return LANGS.filter((lang) => texts.some((text) => text.lang === lang));
}

/** Links to the text in one language, or in two side by side. The address remembers the choice. */
export function TextSwitch({ texts, choice }: { texts: Texts; choice: TextChoice }) {
  const t = useT('library');
  const { pathname } = useLocation();
  const there = languagesOf(texts);
  if (there.length < 2) return null;
  return (
    <nav aria-label={t('texts.label')} className={styles.switch}>
      {there.map((lang) => (
        <Link
          key={lang}
          to={`${pathname}?text=${lang}`}
          lang={LANG_TAGS[lang]}
          preventScrollReset
          aria-current={choice === lang ? 'true' : undefined}
        >
          {LANG_NAMES[lang]}
        </Link>
      ))}
      <Link
        to={`${pathname}?text=both`}
        preventScrollReset
        aria-current={choice === 'both' ? 'true' : undefined}
      >
        {t('texts.both')}
      </Link>
    </nav>
  );
}

/** Summary and body; block beside block where two languages are shown. */
export function ItemText({
  texts,
  choice,
  titles,
}: {
  texts: Texts;
  choice: TextChoice;
  titles: ItemView['titles'];
}) {
  const t = useT('library');
  const shown = choice === 'both' ? languagesOf(texts).slice(0, 2) : [choice];
  const blocks = ['summary', 'body'].filter((block) =>
    texts.some((text) => text.block === block && shown.includes(text.lang as Lang)),
  );
  if (blocks.length === 0) return <p className={styles.none}>{t('texts.none')}</p>;
  return (
    <div className={clsx(styles.texts, shown.length > 1 && styles.both)}>
      {shown.length > 1 &&
        shown.map((lang) => (
          <p key={lang} lang={LANG_TAGS[lang]} className={styles.textTitle}>
            {titles[lang]}
          </p>
        ))}
      {blocks.flatMap((block) =>
        shown.map((lang) => {
          const text = texts.find((one) => one.block === block && one.lang === lang);
          return (
            <div
              key={`${block} ${lang}`}
              lang={LANG_TAGS[lang]}
              className={styles.text}
              data-block={block}
            >
              {text && <TextState state={text.state} t={t} />}
              {text && <div dangerouslySetInnerHTML={{ __html: text.html }} />}
            </div>
          );
        }),
      )}
    </div>
  );
}

function TextState({ state, t }: { state: string; t: T<'library'> }) {
  if (state !== 'machine' && state !== 'checked' && state !== 'stale') return null;
  return <p className={styles.textState}>{t(`texts.state.${state}`)}</p>;
}
