import { Link, NavLink, useFetcher, useLocation } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Count, Icon, IconButton } from '#app/ui/index.ts';
import { Mark } from './mark.tsx';
import { PLACE_ICONS } from './places.ts';
import type { NavItem, ShellData } from './shell-data.ts';
import styles from './shell.module.css';

/** The places, with what waits in each; folds to its icons. */
export function Rail({
  shell,
  folded,
  demo,
  t,
}: {
  shell: ShellData;
  folded: boolean;
  demo: boolean;
  t: T<'shell'>;
}) {
  const here = useLocation().pathname;
  const fold = useFetcher();
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <Link to="/" className={styles.brand} aria-label={t('forum')}>
        <Mark />
        <span className={styles.unfolded}>{t('forum')}</span>
      </Link>
      <ul role="list" className={styles.places}>
        {shell.nav.map((item) => (
          <Place key={item.key} item={item} t={t} />
        ))}
      </ul>
      {shell.pinned.length > 0 && (
        <ul role="list" className={styles.pinned} aria-label={t('nav.pinned')}>
          {shell.pinned.map(({ href, title }) => (
            <li key={href}>
              <NavLink to={href}>{title}</NavLink>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.railFoot}>
        {demo && <p className={styles.unfolded}>{t('demo')}</p>}
        <fold.Form method="post" action="/display">
          <input type="hidden" name="rail" value={folded ? 'open' : 'folded'} />
          <input type="hidden" name="next" value={here} />
          <IconButton
            type="submit"
            icon={folded ? 'panel-left-open' : 'panel-left-close'}
            label={folded ? t('rail.unfold') : t('rail.fold')}
          />
        </fold.Form>
      </div>
    </nav>
  );
}

function Place({ item: { key, href, count }, t }: { item: NavItem; t: T<'shell'> }) {
  return (
    <li data-capability={key}>
      <NavLink to={href} end={key === 'home'} className={styles.place} title={t(`nav.${key}`)}>
        <Icon name={PLACE_ICONS[key]} size={20} />
        <span className={styles.unfolded}>{t(`nav.${key}`)}</span>
        <Count value={count} label={t('nav.waiting', { count })} />
      </NavLink>
    </li>
  );
}
