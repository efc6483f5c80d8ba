import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { FactsList, FactsSection, Notice } from '#app/ui/index.ts';
import styles from './consortia.module.css';
import type { FactView } from './view.ts';

/** Plain here, because what the server reads of the library does not travel to the browser. */
const KEYS = [
  'applicants',
  'applicantCountries',
  'partners',
  'targetCountries',
  'themes',
  'costShare',
  'amountCap',
  'deadline',
  'documents',
] as const;

/** What the programme asks for, each condition in the words of its source; the rest is not stated. */
export function ProgrammeConditions({ facts }: { facts: readonly FactView[] }) {
  const t = useT('consortia');
  const lang = useLang();
  const one = facts[0];
  return (
    <FactsSection title={t('facts')}>
      <FactsList
        layout="stacked"
        facts={KEYS.map((key) => {
          const fact = facts.find((each) => each.key === key);
          return {
            label: t(`fact.${key}`),
            value: fact ? (
              <>
                {fact.value && <strong className={styles.value}>{fact.value}</strong>}
                {fact.text && !(fact.value && isSaid(fact, facts)) && (
                  <span
                    className={styles.said}
                    lang={fact.lang === lang ? undefined : LANG_TAGS[fact.lang]}
                  >
                    {fact.text}
                  </span>
                )}
              </>
            ) : (
              <span className={styles.silent}>{t('facts.notStated')}</span>
            ),
          };
        })}
      />
      {one ? (
        <p className={styles.source}>
          {one.url ? <a href={one.url}>{sourceOf(one, t)}</a> : sourceOf(one, t)}
        </p>
      ) : (
        <p className={styles.source}>{t('facts.none')}</p>
      )}
      <Notice tone="caution">{t('facts.check')}</Notice>
    </FactsSection>
  );
}

/** Whether the same words stand at a condition above. */
function isSaid(fact: FactView, facts: readonly FactView[]): boolean {
  return facts.find((one) => one.text === fact.text) !== fact;
}

function sourceOf(fact: FactView, t: ReturnType<typeof useT<'consortia'>>): string {
  const day = fact.year ? t('facts.fiscal', { year: fact.year }) : fact.day;
  return t('facts.source', { source: fact.source, day });
}
