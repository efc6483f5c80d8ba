import { Link } from '@remix-run/react';
import type { MouseEvent } from 'react';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { call } from '#app/realtime/connection.ts';
import { Button, Notice } from '#app/ui/index.ts';
import { actAddress, noticeAddress } from './addresses.ts';
import type { ThreadData } from './thread-data.ts';
import type { LiveMatters } from './use-matters.ts';

/** Over a notice of the secretariat: how far it has come, and the button that says one has read it. */
export function NoticeBar({ page, matters }: { page: ThreadData; matters: LiveMatters }) {
  const t = useT('threads');
  const format = useFormat();
  const { notice, refresh } = matters;
  if (!notice) return null;
  const asks = page.manages.acknowledge && notice.asksMe && !notice.mine;

  function inPlace(event: MouseEvent<HTMLButtonElement>) {
    event.preventDefault();
    const { form } = event.currentTarget;
    void call('discussions.acknowledge', { threadId: page.thread.id }).then((answer) => {
      if (answer.ok) refresh();
      else form?.submit();
    });
  }
  return (
    <Notice
      tone={asks ? 'caution' : 'info'}
      title={t('notice.title')}
      act={
        asks ? (
          <form method="post" action={actAddress(page.thread.id)}>
            <input type="hidden" name="act" value="acknowledge" />
            <Button type="submit" tone="primary" icon="check" onClick={inPlace}>
              {t('notice.acknowledge')}
            </Button>
          </form>
        ) : (
          page.manages.manage && <Link to={noticeAddress(page.thread.id)}>{t('notice.who')}</Link>
        )
      }
    >
      {t('notice.counts', {
        orgs: notice.orgs,
        seen: notice.seen,
        acknowledged: notice.acknowledged,
      })}{' '}
      {notice.mine
        ? t('notice.mine', { when: format.dateTime(notice.mine) })
        : asks && t('notice.ask')}
    </Notice>
  );
}
