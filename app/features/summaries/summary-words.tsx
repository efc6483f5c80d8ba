import { LANG_TAGS } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Panel } from '#app/ui/index.ts';
import { SUMMARY_PARTS, type SummaryKind, type SummaryLang } from '#server/summaries/plain.ts';
import styles from './summaries.module.css';
import { partKey, type SummaryWords } from './view.ts';

/** A summary in its two languages, the reader's first. */
export function SummaryText({
  words,
  kind,
  first,
  t,
}: {
  words: SummaryWords;
  kind: SummaryKind;
  first: SummaryLang;
  t: T<'summaries'>;
}) {
  const langs: SummaryLang[] = first === 'ja' ? ['ja', 'en'] : ['en', 'ja'];
  return (
    <>
      {langs.map((lang) => (
        <Panel key={lang} title={t(`in.${lang}`)}>
          <dl className={styles.parts}>
            {SUMMARY_PARTS.map((part) => (
              <div key={part}>
                <dt>{t(partKey(part, kind))}</dt>
                <dd lang={LANG_TAGS[lang]}>{words[lang][part]}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      ))}
    </>
  );
}
