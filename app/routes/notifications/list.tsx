import { Form, useLoaderData } from '@remix-run/react';
import { NoticeList } from '#app/features/notifications/notice-list.tsx';
import { noticeView } from '#app/features/notifications/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import {
  ButtonLink,
  Chips,
  EmptyState,
  Page,
  PageHead,
  Pagination,
  Submit,
} from '#app/ui/index.ts';
import { NOTICE_PARTS } from '#server/notifications/schemas.ts';

const FILTERS = ['all', 'unread', ...NOTICE_PARTS] as const;
const CURSOR = /^[\dT:.Z-]+~[0-9a-f-]{36}$/;

export const loader = page(['notifications'], async ({ forum, url, context }) => {
  const show = FILTERS.find((one) => one === url.searchParams.get('show')) ?? 'all';
  const before = url.searchParams.get('before');
  const { lines, next } = await forum.call('notifications.list', {
    ...(before && CURSOR.test(before) && { before }),
    ...(show === 'unread' && { unread: true }),
    ...(show !== 'all' && show !== 'unread' && { about: show }),
  });
  const { unread } = await forum.call('notifications.unreadCount', {});
  return {
    notices: lines.map((line) => noticeView(line, context.lang)),
    unread,
    until: lines[0]?.at.toISOString() ?? null,
    next,
    isFirst: !before,
    show,
  };
});

export const meta = titled('notifications', (t) => t('title'));

export default function Notifications() {
  const { notices, unread, until, next, isFirst, show } = useLoaderData<typeof loader>().data;
  const t = useT('notifications');
  const address = (before?: string) => {
    const query = new URLSearchParams({
      ...(show !== 'all' && { show }),
      ...(before && { before }),
    }).toString();
    return query ? `/notifications?${query}` : '/notifications';
  };
  return (
    <Page>
      <PageHead
        title={t('title')}
        facts={[unread > 0 ? t('unread', { count: unread }) : t('allRead')]}
        acts={
          <>
            {unread > 0 && (
              <Form method="post" action="/notifications/read">
                {until && isFirst && <input type="hidden" name="until" value={until} />}
                <Submit tone="secondary" icon="check" action="/notifications/read">
                  {t('markAllRead')}
                </Submit>
              </Form>
            )}
            <ButtonLink to="/settings/notifications" icon="settings" tone="quiet">
              {t('settings')}
            </ButtonLink>
          </>
        }
      />
      <Chips
        label={t('filters')}
        items={FILTERS.map((one) => ({
          to: one === 'all' ? '/notifications' : `/notifications?show=${one}`,
          label: t(`show.${one}`),
          chosen: one === show,
        }))}
      />
      {notices.length > 0 ? (
        <NoticeList notices={notices} />
      ) : show === 'all' ? (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      ) : (
        <EmptyState title={t(show === 'unread' ? 'empty.unread' : 'empty.kind')}>
          {t('empty.hint')}
        </EmptyState>
      )}
      <Pagination
        {...(!isFirst && { previous: address() })}
        {...(next && { next: address(next) })}
      />
    </Page>
  );
}
