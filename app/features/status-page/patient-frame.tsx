import type { ReactNode } from 'react';
import { LANG_NAMES, LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { Mark } from '#app/shell/mark.tsx';
import { SkipLink } from '#app/ui/index.ts';
import styles from './patient-page.module.css';

type Props = {
  lang: Lang;
  /** The link's own part of the address, which is the same in every language. */
  secret: string;
  t: T<'patientPage'>;
  children: ReactNode;
};

/** The frame of a page for somebody who is no member: nothing leads on from here but the languages. */
export function PatientFrame({ lang, secret, t, children }: Props) {
  const shell = useT('shell');
  return (
    <div className={styles.site}>
      <SkipLink>{shell('skip')}</SkipLink>
      <header className={styles.bar}>
        <span className={styles.brand}>
          <Mark />
          MEJ Forum
        </span>
        <nav aria-label={t('languages')} className={styles.languages}>
          {LANGS.map((other) => (
            <a
              key={other}
              href={`/status/${other}/${secret}`}
              lang={LANG_TAGS[other]}
              hrefLang={LANG_TAGS[other]}
              aria-current={other === lang ? 'true' : undefined}
            >
              {LANG_NAMES[other]}
            </a>
          ))}
        </nav>
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        <h1>{t('title')}</h1>
        {children}
      </main>
    </div>
  );
}
