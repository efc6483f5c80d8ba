import { useLoaderData } from '@remix-run/react';
import { announcementAddress, ANNOUNCEMENTS } from '#app/features/announcements/addresses.ts';
import { audienceText, StandingPill } from '#app/features/announcements/announcement-list.tsx';
import styles from '#app/features/announcements/announcements.module.css';
import { PutAway } from '#app/features/announcements/put-away.tsx';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['announcements'], ({ forum, params }) =>
  forum.call('announcements.page', { announcementId: idIn(params['id']) }),
);

export const meta = titled<'announcements', { title: string }>(
  'announcements',
  (_t, { title }) => title,
);

/** One announcement, in the reader's language where it is written in it. */
export default function Announcement() {
  const data = useLoaderData<typeof loader>().data;
  const t = useT('announcements');
  const format = useFormat();
  const here = announcementAddress(data.id);
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('title'), to: ANNOUNCEMENTS }]}
        title={data.title}
        lang={LANG_TAGS[data.lang]}
        state={<StandingPill line={data} />}
        facts={[
          t('publishedOn', { when: format.dateTime(data.publishedAt) }),
          ...(data.editedAt ? [t('editedOn', { when: format.dateTime(data.editedAt) })] : []),
          audienceText(data.audience, t, format.list),
        ]}
        acts={
          <>
            {data.mine && data.standing === 'current' && (
              <PutAway id={data.id} away={data.away} next={here} />
            )}
            {data.mayWrite && data.standing !== 'withdrawn' && (
              <ButtonLink to={`${here}/edit`}>{t('edit')}</ButtonLink>
            )}
          </>
        }
      />
      <div
        className={styles.text}
        lang={LANG_TAGS[data.lang]}
        dangerouslySetInnerHTML={{ __html: data.html }}
      />
    </Page>
  );
}
