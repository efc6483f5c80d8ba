import { useLoaderData } from '@remix-run/react';
import { EventFacts, Programme, Prose } from '#app/features/public/event-parts.tsx';
import { PublicFrame } from '#app/features/public/public-frame.tsx';
import { publicPage } from '#app/features/public/public-loader.ts';
import { describe, publicHandle, publicMeta } from '#app/features/public/public-page.ts';
import styles from '#app/features/public/public.module.css';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { useT } from '#app/i18n/use-t.ts';

export const handle = publicHandle;
export const meta = publicMeta;

export const loader = publicPage(async ({ forum, params, lang }) => {
  const event = await forum.call('events.publicPage', { slug: params.slug ?? '' });
  const title = label(event.title, lang);
  const words = event.description?.body ?? event.digest?.body ?? title;
  return { title, description: describe(words), event };
});

export default function PublicEvent() {
  const { head, own } = useLoaderData<typeof loader>().data;
  const { event } = own;
  const { lang } = head;
  const t = useT('public');
  return (
    <PublicFrame head={head}>
      <article>
        <header className={styles.pageHead}>
          {event.series && (
            <p className={styles.series}>
              <LabelText of={event.series} lang={lang} />
            </p>
          )}
          <h1>{head.title}</h1>
        </header>
        <EventFacts event={event} lang={lang} />
        {event.description && (
          <section className={styles.band}>
            <h2>{t('event.about')}</h2>
            <div className={styles.bandBody}>
              <Prose prose={event.description} lang={lang} />
            </div>
          </section>
        )}
        {event.programme.length > 0 && (
          <Programme days={event.programme} event={event} lang={lang} />
        )}
        {event.digest && (
          <section className={styles.band}>
            <h2>{t('event.digest')}</h2>
            <div className={styles.bandBody}>
              <Prose prose={event.digest} lang={lang} />
            </div>
          </section>
        )}
        <p className={styles.pageFoot}>
          <a href={`/${lang}/events`}>{t('event.back')}</a>
        </p>
      </article>
    </PublicFrame>
  );
}
