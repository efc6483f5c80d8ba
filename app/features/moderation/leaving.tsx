import { label, labelLang } from '#app/i18n/label.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { EdgeList, Pill } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './moderation.module.css';

type Lines = Answer<'resignations.leaving'>['lines'];

/** Organisations that have announced that they leave, the soonest first. */
export function LeavingOrganisations({ lines }: { lines: Lines }) {
  const t = useT('moderation');
  const lang = useLang();
  if (lines.length === 0) return null;
  return (
    <section className={styles.leaving}>
      <h2>{t('leaving')}</h2>
      <EdgeList
        items={lines.map(({ org, slug, state, leavesOn, heldUp, cases }) => ({
          key: org.id,
          to: `/members/${slug}/leave`,
          title: label(org.name, lang),
          lang: LANG_TAGS[labelLang(org.name, lang)],
          detail: [
            t('leaving.on', { date: partialDate(leavesOn, lang) }),
            ...(cases > 0 ? [t('leaving.cases', { count: cases })] : []),
          ].join(' · '),
          end: heldUp ? (
            <Pill tone="danger">{t('leaving.heldUp')}</Pill>
          ) : (
            <Pill tone={state === 'announced' ? 'waiting' : 'neutral'}>
              {t(`leaving.${state}`)}
            </Pill>
          ),
        }))}
      />
    </section>
  );
}
