import { Form } from '@remix-run/react';
import { clsx } from 'clsx';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { Icon, VisuallyHidden } from '#app/ui/index.ts';
import styles from './notifications.module.css';
import type { NoticeView } from './view.ts';

/**
 * What was written to the reader, by what it is about, newest first. Opening a line marks it as read,
 * so it is a form of one button, with or without scripts.
 */
export function NoticeList({ notices }: { notices: readonly NoticeView[] }) {
  const t = useT('notifications');
  const format = useFormat();
  return (
    <ol role="list" className={styles.list}>
      {notices.map((notice) => {
        const { id, heading, unread, count, place } = notice;
        const sentence = sentenceOf(notice, t, (names) => format.list(names));
        return (
          <li
            key={id}
            data-capability={notice.capability}
            className={clsx(styles.notice, unread > 0 && styles.unread)}
          >
            <div className={styles.words}>
              <Form method="post" action={`/notifications/${id}/open`}>
                <button type="submit" className={styles.open}>
                  {unread > 0 && <VisuallyHidden>{t('new')}: </VisuallyHidden>}
                  {heading ? <span lang={LANG_TAGS[notice.titleLang]}>{heading}</span> : sentence}
                </button>
              </Form>
              {heading && <p className={styles.sentence}>{sentence}</p>}
              <p className={styles.facts}>
                <time dateTime={notice.at}>{format.dateTime(notice.at)}</time>
                {count > 1 && (
                  <span>
                    {unread > 0 && unread < count
                      ? t('countNew', { count, unread })
                      : t('count', { count })}
                  </span>
                )}
                {place && <span lang={LANG_TAGS[notice.placeLang]}>{place}</span>}
                <span>{t('for', { organisation: notice.organisation })}</span>
              </p>
            </div>
            <Form method="post" action={`/notifications/${id}/mark`} className={styles.mark}>
              <input type="hidden" name="read" value={unread > 0 ? 'true' : 'false'} />
              <button
                type="submit"
                title={t(unread > 0 ? 'markRead' : 'markUnread')}
                aria-label={`${t(unread > 0 ? 'markRead' : 'markUnread')}: ${heading ?? sentence}`}
              >
                <Icon name={unread > 0 ? 'check' : 'mail'} size={18} />
              </button>
            </Form>
          </li>
        );
      })}
    </ol>
  );
}

function sentenceOf(
  { sentence, code, title, people }: NoticeView,
  t: T<'notifications'>,
  list: (names: string[]) => string,
): string {
  const [first, second, third] = people;
  const who = !first
    ? t('somebody')
    : third
      ? t('andOthers', { name: first })
      : list(
          second
            ? [t('person', { name: first }), t('person', { name: second })]
            : [t('person', { name: first })],
        );
  return t(sentence ?? 'unknown', { code, who, title: title ?? t('event.unnamed') });
}
