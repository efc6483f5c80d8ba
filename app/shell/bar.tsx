import { useLocation } from '@remix-run/react';
import { useLiveUnread } from '#app/features/notifications/live-unread.ts';
import { LANG_NAMES, LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  Avatar,
  Count,
  Icon,
  IconLink,
  Menu,
  MenuAct,
  MenuHeading,
  MenuLink,
  MenuRule,
  Monogram,
} from '#app/ui/index.ts';
import { SearchBox } from './search-box.tsx';
import type { ShellData, Theme } from './shell-data.ts';
import styles from './shell.module.css';

type BarProps = { shell: ShellData; lang: Lang; theme: Theme; t: T<'shell'> };

/** For whom I act, the search, the language, the news and the person: on every member page. */
export function Bar({ shell, lang, theme, t }: BarProps) {
  const next = useNext();
  const unread = useLiveUnread(shell);
  return (
    <header className={styles.bar}>
      <Acting shell={shell} t={t} />
      <SearchBox shell={shell} t={t} />
      <div className={styles.barEnd}>
        <Menu
          label={t('language.label', { name: LANG_NAMES[lang] })}
          trigger={LANG_NAMES[lang]}
          triggerClass={styles.language}
          align="end"
        >
          <LanguageChoices lang={lang} next={next} />
        </Menu>
        <IconLink to="/search" icon="search" label={t('search.label')} className={styles.onPhone} />
        <IconLink
          to="/notifications"
          icon="bell"
          label={unread > 0 ? t('notifications.some', { count: unread }) : t('notifications.none')}
        >
          <Count value={unread} badge />
        </IconLink>
        <Menu
          label={t('person.label', { name: shell.person.name })}
          trigger={<Avatar name={shell.person.name} hue={shell.person.hue} />}
          triggerClass={styles.person}
          align="end"
        >
          <PersonChoices shell={shell} theme={theme} next={next} t={t} />
        </Menu>
      </div>
    </header>
  );
}

function Acting({ shell, t }: { shell: ShellData; t: T<'shell'> }) {
  const { acting, organisations } = shell;
  if (!acting) return null;
  const face = (
    <>
      <Monogram text={acting.monogram} hue={acting.hue} />
      <span className={styles.actingName}>{acting.name}</span>
    </>
  );
  if (organisations.length < 2) return <div className={styles.acting}>{face}</div>;
  return (
    <Menu
      label={t('acting.switch', { name: acting.name })}
      triggerClass={styles.acting}
      trigger={
        <>
          {face}
          <Icon name="chevron-down" size={14} />
        </>
      }
    >
      <MenuHeading>{t('acting.hint')}</MenuHeading>
      {organisations.map(({ id, name, monogram, hue }) => (
        <MenuAct key={id} action="/acting" fields={{ orgId: id }} chosen={id === acting.id} reload>
          <span className={styles.organisation}>
            <Monogram text={monogram} hue={hue} />
            {name}
          </span>
        </MenuAct>
      ))}
    </Menu>
  );
}

/** The four languages, each in its own words. */
export function LanguageChoices({ lang, next }: { lang: Lang; next: string }) {
  return LANGS.map((choice) => (
    <MenuAct
      key={choice}
      action="/language"
      fields={{ lang: choice, next }}
      chosen={choice === lang}
      lang={LANG_TAGS[choice]}
      reload
    >
      {LANG_NAMES[choice]}
    </MenuAct>
  ));
}

/** The person's own menu. */
export function PersonChoices({
  shell,
  theme,
  next,
  t,
}: {
  shell: ShellData;
  theme: Theme;
  next: string;
  t: T<'shell'>;
}) {
  return (
    <>
      <MenuHeading>{shell.person.name}</MenuHeading>
      <MenuLink to="/settings" icon="settings">
        {t('person.settings')}
      </MenuLink>
      <MenuRule />
      <MenuHeading>{t('display.label')}</MenuHeading>
      {THEMES.map(([choice, icon]) => (
        <MenuAct
          key={choice}
          action="/display"
          fields={{ theme: choice, next }}
          icon={icon}
          chosen={choice === theme}
        >
          {t(`display.${choice}`)}
        </MenuAct>
      ))}
      <MenuRule />
      <MenuAct action="/sign-out" icon="log-out" reload>
        {t('person.signOut')}
      </MenuAct>
    </>
  );
}

const THEMES = [
  ['system', 'monitor'],
  ['light', 'sun'],
  ['dark', 'moon'],
] as const;

/** Where to come back to after a choice of language or display. */
export function useNext(): string {
  const { pathname, search } = useLocation();
  return `${pathname}${search}`;
}
