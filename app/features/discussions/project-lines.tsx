import { Link } from '@remix-run/react';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Monogram, Pill, VisuallyHidden } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { projectAddress } from './addresses.ts';
import styles from './projects.module.css';
import { unreadText } from './unread-text.ts';
import { whenText } from './when-text.ts';

/** So many organisations are shown by their mark; the rest are counted. */
const MARKS = 6;

type Listed = Answer<'projects.list'>;
/** A project as the list shows it: its countries by name. */
export type ProjectLine = Pick<
  Listed['projects'][number],
  | 'id'
  | 'slug'
  | 'title'
  | 'summary'
  | 'stage'
  | 'countries'
  | 'orgs'
  | 'threads'
  | 'unread'
  | 'lastPostAt'
  | 'endedOn'
  | 'mine'
>;

/** Projects with what is going on in them. */
export function ProjectLines({
  projects,
  stages,
  now,
}: {
  projects: readonly ProjectLine[];
  stages: Listed['stages'];
  now: string;
}) {
  const t = useT('discussions');
  const lang = useLang();
  const format = useFormat();
  const called = new Map(stages.map(({ code, labels }) => [code, label(labels, lang)]));
  return (
    <ul role="list" className={styles.lines}>
      {projects.map((project) => (
        <li key={project.id} data-capability="discussions">
          <div className={styles.words}>
            <p className={styles.name}>
              <Link to={projectAddress(project.slug)}>
                <LabelText of={project.title} lang={lang} />
              </Link>
              {project.endedOn ? (
                <Pill>{t('ended')}</Pill>
              ) : (
                <Pill tone="info">{called.get(project.stage) ?? project.stage}</Pill>
              )}
            </p>
            <p className={styles.summary}>
              <LabelText of={project.summary} lang={lang} />
            </p>
            <p className={styles.meta}>
              {[
                format.list(project.countries),
                // A project that only chats would read as one where nothing is said.
                (project.threads > 0 || !project.lastPostAt) &&
                  t('threads', { count: project.threads }),
                project.lastPostAt
                  ? t('lastPost', { when: whenText(project.lastPostAt, now, format, t) })
                  : t('noPosts'),
              ]
                .filter((part): part is string => Boolean(part))
                .map((part) => (
                  <span key={part}>{part}</span>
                ))}
            </p>
          </div>
          <div className={styles.end}>
            {project.unread > 0 && (
              <strong className={styles.unread}>{unreadText(project.unread, t)}</strong>
            )}
            <span
              className={styles.marks}
              title={format.list(project.orgs.map((org) => label(org.name, lang)))}
            >
              {project.orgs.slice(0, MARKS).map((org) => (
                <Monogram key={org.id} text={org.monogram} hue={org.hue} />
              ))}
              {project.orgs.length > MARKS && (
                <small aria-hidden>{t('andMore', { count: project.orgs.length - MARKS })}</small>
              )}
              <VisuallyHidden>
                {t('orgs')}: {format.list(project.orgs.map((org) => label(org.name, lang)))}
              </VisuallyHidden>
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
