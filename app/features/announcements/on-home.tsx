import { Link } from '@remix-run/react';
import { label, labelLang } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Notice } from '#app/ui/index.ts';
import { announcementAddress, ANNOUNCEMENTS } from './addresses.ts';
import type { Line } from './announcement-list.tsx';
import styles from './announcements.module.css';
import { PutAway } from './put-away.tsx';

/** The announcements that are current for the reader, until they put them away. */
export function AnnouncementsOnHome({ lines }: { lines: readonly Line[] }) {
  const t = useT('announcements');
  const lang = useLang();
  return (
    <section className={styles.home} aria-labelledby="announcements">
      <div className={styles.homeHead}>
        <h2 id="announcements">{t('title')}</h2>
        <Link to={ANNOUNCEMENTS}>{t('all')}</Link>
      </div>
      {lines.map((line) => (
        <Notice
          key={line.id}
          tone={line.important ? 'caution' : 'info'}
          act={<PutAway id={line.id} away={false} next="/" />}
        >
          {line.important && <strong className={styles.important}>{t('important')}</strong>}
          <Link to={announcementAddress(line.id)} lang={labelLang(line.title, lang)}>
            {label(line.title, lang)}
          </Link>
        </Notice>
      ))}
      {lines.length === 0 && <p className={styles.hint}>{t('noneOnHome')}</p>}
    </section>
  );
}
