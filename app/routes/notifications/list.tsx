import { Form, Link, useLoaderData } from '@remix-run/react';
import { NoticeList } from '#app/features/notifications/notice-list.tsx';
import { noticeView } from '#app/features/notifications/view.ts';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page, type PageArgs } from '#app/page.ts';
import { EmptyState, Page, PageHead, Submit } from '#app/ui/index.ts';

export const loader = page(['notifications'], async ({ forum, url, context }) => {
  const before = url.searchParams.get('before');
  const { notifications, more } = await forum.call('notifications.list', before ? { before } : {});
  const titles = notifications.some((line) => line.subjectKind === 'event')
    ? await titlesOf(forum, context.lang)
    : new Map<string, string>();
  return {
    notices: notifications.map((line) => noticeView(line, titles, context.lang)),
    older: more ? notifications.at(-1)!.at.toISOString() : null,
    isFirst: !before,
  };
});

export const meta = titled('notifications', (t) => t('title'));

export default function Notifications() {
  const { notices, older, isFirst } = useLoaderData<typeof loader>().data;
  const t = useT('notifications');
  const unread = notices.filter((notice) => !notice.isRead).length;
  return (
    <Page>
      <PageHead
        title={t('title')}
        facts={
          notices.length > 0 ? [unread > 0 ? t('unread', { count: unread }) : t('allRead')] : []
        }
        acts={
          unread > 0 && (
            <Form method="post" action="/notifications/read">
              <Submit tone="secondary" icon="check" action="/notifications/read">
                {t('markAllRead')}
              </Submit>
            </Form>
          )
        }
      />
      {notices.length > 0 ? (
        <NoticeList notices={notices} />
      ) : (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      )}
      {(older || !isFirst) && (
        <p>
          {older ? (
            <Link to={`/notifications?before=${encodeURIComponent(older)}`}>{t('older')}</Link>
          ) : (
            <Link to="/notifications">{t('newest')}</Link>
          )}
        </p>
      )}
    </Page>
  );
}

/** Titles of the events that the reader may see now; a notification itself holds only an id. */
async function titlesOf(forum: PageArgs['forum'], lang: PageArgs['context']['lang']) {
  const lists = await Promise.all(
    (['upcoming', 'past'] as const).map((filter) =>
      forum.call('events.list', { filter, limit: 50 }),
    ),
  );
  return new Map(
    lists.flatMap(({ events }) => events.map((event) => [event.id, label(event.title, lang)])),
  );
}
