import { foreignIn, label, type Label } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Pill } from '#app/ui/index.ts';
import styles from './public.module.css';

export type ProjectLine = {
  slug: string;
  title: Label;
  summary: Label;
  stage: Label | null;
  countries: string[];
  lead: Label | null;
  ended: boolean;
};

/** Projects as a visitor looks for them: what and where first, then how far it is and who leads it. */
export function ProjectDigests({
  projects,
  base,
}: {
  projects: readonly ProjectLine[];
  base: string;
}) {
  const t = useT('public');
  const lang = useLang();
  const format = useFormat();
  return (
    <ul role="list" className={styles.projects}>
      {projects.map(({ slug, title, summary, stage, countries, lead, ended }) => (
        <li key={slug}>
          <h2>
            <a href={`${base}/${slug}`} lang={foreignIn(title, lang)}>
              {label(title, lang)}
            </a>
          </h2>
          <p className={styles.projectMeta}>
            <Pill tone={ended ? undefined : 'info'}>
              {ended ? t('projects.ended') : label(stage, lang)}
            </Pill>
            {countries.length > 0 && <span>{format.list(countries)}</span>}
            {lead && <span>{t('projects.lead.org', { name: label(lead, lang) })}</span>}
          </p>
          <p lang={foreignIn(summary, lang)}>{label(summary, lang)}</p>
        </li>
      ))}
    </ul>
  );
}
