import { useLoaderData } from '@remix-run/react';
import { ANNOUNCEMENTS, MAINTENANCE } from '#app/features/announcements/addresses.ts';
import { AnnouncementList } from '#app/features/announcements/announcement-list.tsx';
import styles from '#app/features/announcements/announcements.module.css';
import { ToolTabs } from '#app/features/moderation/tool-tabs.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EmptyState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['announcements', 'moderation'], ({ forum }) =>
  forum.call('announcements.list', {}),
);

export const meta = titled('announcements', (t) => t('title'));

/** What the secretariat has announced to the reader, now and before. */
export default function Announcements() {
  const { current, past, mayWrite, held, handovers } = useLoaderData<typeof loader>().data;
  const t = useT('announcements');
  return (
    <Page width="reading">
      <PageHead
        title={t('title')}
        acts={
          mayWrite && (
            <>
              <ButtonLink to={MAINTENANCE}>{t('maintenance.title')}</ButtonLink>
              <ButtonLink tone="primary" to={`${ANNOUNCEMENTS}/new`}>
                {t('new')}
              </ButtonLink>
            </>
          )
        }
      />
      {mayWrite && (
        <ToolTabs
          held={held}
          handovers={handovers}
          announcements={current.filter(({ standing }) => standing === 'current').length}
        />
      )}
      <section className={styles.list} aria-labelledby="current">
        <h2 id="current">{t('current')}</h2>
        {current.length > 0 ? (
          <AnnouncementList lines={current} />
        ) : (
          <EmptyState title={t('empty.current')}>{t('empty.text')}</EmptyState>
        )}
      </section>
      {past.length > 0 && (
        <section className={styles.list} aria-labelledby="past">
          <h2 id="past">{t('past')}</h2>
          <AnnouncementList lines={past} />
        </section>
      )}
    </Page>
  );
}
