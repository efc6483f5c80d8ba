import { Form, Link, useLocation, useNavigation, useRouteLoaderData } from '@remix-run/react';
import { useEffect, useRef, type ReactNode } from 'react';
import { LANG_NAMES, LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { SkipLink, Toasts } from '#app/ui/index.ts';
import { useActingAs } from './acting-as.ts';
import { Bar, useNext } from './bar.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { MaintenanceBanner } from './maintenance.tsx';
import { Mark } from './mark.tsx';
import { Rail } from './rail.tsx';
import type { RootData } from './shell-data.ts';
import styles from './shell.module.css';
import { useHoldOffline } from './use-hold-offline.ts';

/** `shell`: rail and bar, for members. `bare`: the mark and the page, for signing in. `none`: the page brings its own. */
export type FrameKind = 'shell' | 'bare' | 'none';

/** The frame around a page; without a member it is the bare one. */
export function Frame({ kind = 'shell', children }: { kind?: FrameKind; children: ReactNode }) {
  const root = (useRouteLoaderData('root') as { data: RootData } | undefined)?.data;
  const t = useT('shell');
  useActingAs(root?.shell?.acting?.id);
  useHoldOffline({
    offline: `${t('offline')}: ${t('offlineHint')}`,
    unreachable: t('unreachable'),
  });
  const banner = root && <MaintenanceBanner root={root} t={t} />;
  if (kind === 'none') {
    return (
      <>
        {banner}
        {children}
      </>
    );
  }
  const content = <Content>{children}</Content>;
  if (!root) return content;
  const { shell, lang, theme, railFolded, demo } = root;
  if (kind === 'bare' || !shell) {
    return (
      <>
        <SkipLink>{t('skip')}</SkipLink>
        {banner}
        <div className={styles.bare}>
          <BareBar lang={lang} t={t} />
          {content}
        </div>
      </>
    );
  }
  return (
    <>
      <SkipLink>{t('skip')}</SkipLink>
      {banner}
      <div className={styles.shell}>
        <Busy />
        <Rail shell={shell} folded={railFolded} demo={demo} t={t} />
        <Bar shell={shell} lang={lang} theme={theme} t={t} />
        {content}
        <BottomBar shell={shell} lang={lang} theme={theme} t={t} />
        <Toasts closeLabel={t('close')} />
      </div>
    </>
  );
}

// After a change of page the keyboard and the screen reader start at the content, as on a full load.
function Content({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    ref.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <main id="content" ref={ref} tabIndex={-1} className={styles.content}>
      {children}
    </main>
  );
}

/** A line at the top while the next page is on its way, only where that takes a while. */
function Busy() {
  const { state } = useNavigation();
  return <div className={styles.busy} data-on={state === 'idle' ? undefined : ''} aria-hidden />;
}

function BareBar({ lang, t }: { lang: Lang; t: T<'shell'> }) {
  const next = useNext();
  return (
    <header className={styles.bareBar}>
      <Link to="/" className={styles.brand}>
        <Mark />
        {t('forum')}
      </Link>
      <Form method="post" action="/language" reloadDocument className={styles.languages}>
        <input type="hidden" name="next" value={next} />
        {LANGS.map((choice) => (
          <button
            key={choice}
            name="lang"
            value={choice}
            lang={LANG_TAGS[choice]}
            aria-current={choice === lang ? 'true' : undefined}
          >
            {LANG_NAMES[choice]}
          </button>
        ))}
      </Form>
    </header>
  );
}
