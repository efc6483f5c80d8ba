import { useLoaderData } from '@remix-run/react';
import { PublicFrame } from '#app/features/public/public-frame.tsx';
import { publicPage } from '#app/features/public/public-loader.ts';
import { describe, publicHandle, publicMeta } from '#app/features/public/public-page.ts';
import styles from '#app/features/public/public.module.css';
import { countryName } from '#app/i18n/country.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { foreignIn, label } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { FactsList, Pill } from '#app/ui/index.ts';

export const handle = publicHandle;
export const meta = publicMeta;

export const loader = publicPage(async ({ forum, lang, params }) => {
  const project = await forum.call('projects.digestPage', { project: params['slug'] ?? '' });
  const countries = project.countries.map((code) => countryName(code, lang));
  return {
    title: label(project.title, lang),
    description: describe(label(project.summary, lang)),
    project: { ...project, countries },
  };
});

export default function PublicProject() {
  const { head, own } = useLoaderData<typeof loader>().data;
  const { project } = own;
  const { lang } = head;
  const t = useT('public');
  const format = useFormat();
  const goals = label(project.goals, lang)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return (
    <PublicFrame head={head}>
      <article>
        <header className={styles.pageHead}>
          <h1 lang={foreignIn(project.title, lang)}>{head.title}</h1>
          <p lang={foreignIn(project.summary, lang)}>{label(project.summary, lang)}</p>
        </header>
        <div className={styles.eventFacts}>
          <FactsList
            layout="side"
            facts={[
              {
                label: t('project.stage'),
                value: project.ended ? t('projects.ended') : label(project.stage, lang),
              },
              {
                label: t('project.direction'),
                value: <LabelText of={project.direction} lang={lang} />,
              },
              ...(project.countries.length > 0
                ? [{ label: t('project.countries'), value: format.list(project.countries) }]
                : []),
              ...(project.fields.length > 0
                ? [
                    {
                      label: t('project.fields'),
                      value: format.list(project.fields.map((field) => label(field, lang))),
                    },
                  ]
                : []),
              {
                label: t('project.since'),
                value: <time dateTime={project.createdAt}>{format.date(project.createdAt)}</time>,
              },
            ]}
          />
        </div>
        {goals.length > 0 && (
          <section className={styles.band}>
            <h2>{t('project.goals')}</h2>
            <ul className={styles.goals} lang={foreignIn(project.goals, lang)}>
              {goals.map((goal) => (
                <li key={goal}>{goal}</li>
              ))}
            </ul>
          </section>
        )}
        <section className={styles.band}>
          <h2>{t('project.orgs')}</h2>
          <ul role="list" className={styles.goals}>
            {project.organisations.map(({ name, part }) => (
              <li key={label(name, lang)} lang={foreignIn(name, lang)}>
                {label(name, lang)}{' '}
                {part !== 'participant' && <Pill>{t(`project.part.${part}`)}</Pill>}
              </li>
            ))}
          </ul>
        </section>
        {project.links.length > 0 && (
          <section className={styles.band}>
            <h2>{t('project.more')}</h2>
            <ul role="list" className={styles.goals}>
              {project.links.map(({ kind, key, title }) => (
                <li key={key}>
                  <a
                    href={`/${lang}/${kind === 'event' ? 'events' : 'library'}/${key}`}
                    lang={foreignIn(title, lang)}
                  >
                    {label(title, lang)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className={styles.pageFoot}>
          <a href={`/${lang}/projects`}>{t('project.back')}</a>
          {' · '}
          <a href={`/discussions/projects/${project.slug}`}>{t('project.members')}</a>
        </p>
      </article>
    </PublicFrame>
  );
}
