import { Form } from '@remix-run/react';
import { clsx } from 'clsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { VisuallyHidden } from '#app/ui/index.ts';
import styles from './notifications.module.css';
import type { NoticeView } from './view.ts';

/**
 * What was written to the reader, newest first. Opening one marks it as read, so it is a form of one
 * button, with or without scripts.
 */
export function NoticeList({ notices }: { notices: readonly NoticeView[] }) {
  const t = useT('notifications');
  const format = useFormat();
  return (
    <ol role="list" className={styles.list}>
      {notices.map((notice) => (
        <li
          key={notice.id}
          data-capability={notice.capability}
          className={clsx(styles.notice, !notice.isRead && styles.unread)}
        >
          <Form method="post" action={`/notifications/${notice.id}/open`}>
            <button type="submit" className={styles.open}>
              {!notice.isRead && <VisuallyHidden>{t('new')}: </VisuallyHidden>}
              {sentenceOf(notice, t)}
            </button>
          </Form>
          <p className={styles.facts}>
            <time dateTime={notice.at}>{format.dateTime(notice.at)}</time>
            {notice.actor && <span lang={notice.actorLang}>{t('by', { name: notice.actor })}</span>}
            <span>{t('for', { organisation: notice.organisation })}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}

function sentenceOf({ sentence, code, title }: NoticeView, t: T<'notifications'>): string {
  if (!sentence) return t('unknown');
  return t(sentence, { code, title: title ?? t('event.unnamed') });
}
