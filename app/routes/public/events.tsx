import { useLoaderData } from '@remix-run/react';
import { EventLines } from '#app/features/public/event-lines.tsx';
import { PublicFrame } from '#app/features/public/public-frame.tsx';
import { publicPage } from '#app/features/public/public-loader.ts';
import { publicHandle, publicMeta } from '#app/features/public/public-page.ts';
import styles from '#app/features/public/public.module.css';
import { useT } from '#app/i18n/use-t.ts';
import { dictionary } from '#app/i18n/strings.ts';

export const handle = publicHandle;
export const meta = publicMeta;

export const loader = publicPage(async ({ forum, lang, url }) => {
  const after = url.searchParams.get('after');
  const [upcoming, past] = await Promise.all([
    forum.call('events.publicList', { filter: 'upcoming', limit: 50 }),
    forum.call('events.publicList', { filter: 'past', limit: 20, ...(after && { after }) }),
  ]);
  const words = dictionary(lang, 'public');
  return {
    title: words['events.title']!,
    description: words['events.lead']!,
    upcoming: upcoming.events,
    past: past.events,
    next: past.next,
  };
});

export default function PublicEvents() {
  const { head, own } = useLoaderData<typeof loader>().data;
  const t = useT('public');
  return (
    <PublicFrame head={head}>
      <header className={styles.pageHead}>
        <h1>{t('events.title')}</h1>
        <p>{t('events.lead')}</p>
      </header>
      <section className={styles.band}>
        <h2>{t('events.upcoming')}</h2>
        <div className={styles.bandBody}>
          {own.upcoming.length > 0 ? (
            <EventLines events={own.upcoming} />
          ) : (
            <p className={styles.quiet}>{t('events.none')}</p>
          )}
        </div>
      </section>
      <section className={styles.band}>
        <h2>{t('events.past')}</h2>
        <div className={styles.bandBody}>
          {own.past.length > 0 ? (
            <EventLines events={own.past} />
          ) : (
            <p className={styles.quiet}>{t('events.nonePast')}</p>
          )}
          {own.next && (
            <p>
              <a href={`/${head.lang}/events?after=${encodeURIComponent(own.next)}`}>
                {t('events.earlier')}
              </a>
            </p>
          )}
        </div>
      </section>
    </PublicFrame>
  );
}
