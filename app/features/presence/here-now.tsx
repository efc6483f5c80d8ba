import type { Answer } from '#server/forum.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { initialOf } from '#app/features/discussions/post-row.tsx';
import { LabelText } from '#app/i18n/label-text.tsx';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { FactsSection, Monogram } from '#app/ui/index.ts';
import styles from './presence.module.css';
import { useAsked } from './use-asked.ts';

type Here = Answer<'presence.inThread'>;
type Of = { thread: string } | { project: string };

const NOBODY: Here = { here: [], more: 0 };

/** Who of those taking part is here now; nothing where nobody is. It lives with scripts alone. */
export function HereNow({ of, start = NOBODY }: { of: Of; start?: Here }) {
  const t = useT('presence');
  const lang = useLang();
  const [name, input] =
    'thread' in of
      ? (['presence.inThread', { threadId: of.thread }] as const)
      : (['presence.inProject', { project: of.project }] as const);
  const { here, more } = useAsked<Here>(name, JSON.stringify(input), start);
  if (here.length === 0) return null;
  return (
    <FactsSection title={t('here')}>
      <ul role="list" className={styles.list}>
        {here.map(({ person, org }) => {
          const written = nameFor(person, lang);
          return (
            <li key={person.id}>
              <Monogram text={initialOf(written.text)} hue={org?.hue ?? 255} size={32} round />
              <span>
                <strong lang={written.lang}>{written.text}</strong>
                {org && (
                  <small>
                    <LabelText of={org.name} lang={lang} />
                  </small>
                )}
              </span>
            </li>
          );
        })}
        {more > 0 && <li>{t('here.more', { count: more })}</li>}
      </ul>
      <p className={styles.note}>{t('here.note')}</p>
    </FactsSection>
  );
}
