import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LANG_NAMES, LANG_TAGS, LANGS } from '#app/i18n/lang.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Mark } from '#app/shell/mark.tsx';
import type { RootData } from '#app/shell/shell-data.ts';
import { SkipLink } from '#app/ui/index.ts';
import type { PublicHead } from './public-page.ts';
import styles from './public.module.css';

/** The frame of the public site: where one can go, the same page in four languages, the way in. */
export function PublicFrame({ head, children }: { head: PublicHead; children: ReactNode }) {
  const t = useT('public');
  const root = useRouteLoaderData('root') as { data: RootData } | undefined;
  const { lang, rest } = head;
  const places = [
    { to: '', label: t('nav.about') },
    { to: '/events', label: t('nav.events') },
    { to: '/projects', label: t('nav.projects') },
    { to: '/library', label: t('nav.library') },
  ];
  return (
    <div className={styles.site}>
      <SkipLink>{t('skip')}</SkipLink>
      <header className={styles.bar}>
        <a href={`/${lang}`} className={styles.brand}>
          <Mark />
          MEJ Forum
        </a>
        <nav aria-label={t('nav.label')} className={styles.places}>
          {places.map(({ to, label }) => (
            <a
              key={to}
              href={`/${lang}${to}`}
              aria-current={rest === to ? 'page' : to && rest.startsWith(to) ? 'true' : undefined}
            >
              {label}
            </a>
          ))}
        </nav>
        <Languages head={head} />
        <a href="/sign-in" className={styles.signIn}>
          {t('nav.signIn')}
        </a>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <div>
          <p className={styles.footerMark}>
            <Mark width={22} /> Medical Excellence JAPAN
          </p>
          {root?.data.demo && <p>{t('footer.demo')}</p>}
        </div>
      </footer>
    </div>
  );
}

function Languages({ head: { lang, rest } }: { head: PublicHead }) {
  const t = useT('public');
  return (
    <nav aria-label={t('languages')} className={styles.languages}>
      {LANGS.map((other) => (
        <a
          key={other}
          href={`/${other}${rest}`}
          lang={LANG_TAGS[other]}
          hrefLang={LANG_TAGS[other]}
          aria-current={other === lang ? 'true' : undefined}
        >
          {LANG_NAMES[other]}
        </a>
      ))}
    </nav>
  );
}
