import { NavLink } from '@remix-run/react';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Count, Icon, Menu, MenuHeading, MenuLink, MenuRule } from '#app/ui/index.ts';
import { LanguageChoices, PersonChoices, useNext } from './bar.tsx';
import { PLACE_ICONS, splitForBar } from './places.ts';
import type { ShellData, Theme } from './shell-data.ts';
import styles from './shell.module.css';

/** On a phone: four places at the thumb, the rest behind "more". */
export function BottomBar({
  shell,
  lang,
  theme,
  t,
}: {
  shell: ShellData;
  lang: Lang;
  theme: Theme;
  t: T<'shell'>;
}) {
  const next = useNext();
  const { bar, rest } = splitForBar(shell.nav);
  return (
    <nav className={styles.bottom} aria-label={t('nav.label')}>
      {bar.map(({ key, href, count }) => (
        <NavLink key={key} to={href} end={key === 'home'} className={styles.tab}>
          <Icon name={PLACE_ICONS[key]} size={22} />
          {t(`nav.${key}`)}
          <Count value={count} label={t('nav.waiting', { count })} badge />
        </NavLink>
      ))}
      <Menu
        above
        label={t('nav.more')}
        triggerClass={styles.tab}
        trigger={
          <>
            <Icon name="ellipsis" size={22} />
            {t('nav.more')}
          </>
        }
      >
        {rest.map(({ key, href, count }) => (
          <MenuLink key={key} to={href} icon={PLACE_ICONS[key]}>
            {t(`nav.${key}`)} <Count value={count} label={t('nav.waiting', { count })} />
          </MenuLink>
        ))}
        <MenuRule />
        <MenuHeading>{t('language')}</MenuHeading>
        <LanguageChoices lang={lang} next={next} />
        <MenuRule />
        <PersonChoices shell={shell} theme={theme} next={next} t={t} />
      </Menu>
    </nav>
  );
}
