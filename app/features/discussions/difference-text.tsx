import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { VisuallyHidden } from '#app/ui/index.ts';
import styles from './difference.module.css';
import { differenceOf } from './difference.ts';
import type { Posts } from './words.ts';

/** A text with what was taken out and put in, for eyes and for screen readers. */
export function DifferenceText({
  before,
  after,
  lang,
  t,
}: {
  before: string;
  after: string;
  lang: Lang;
  t: Posts;
}) {
  return (
    <div className={styles.text} lang={LANG_TAGS[lang]} dir="auto">
      {differenceOf(before, after).map(({ kind, text }, i) =>
        kind === 'same' ? (
          text
        ) : kind === 'gone' ? (
          <del key={i}>
            <VisuallyHidden>{t('history.gone')} </VisuallyHidden>
            {text}
          </del>
        ) : (
          <ins key={i}>
            <VisuallyHidden>{t('history.new')} </VisuallyHidden>
            {text}
          </ins>
        ),
      )}
    </div>
  );
}
