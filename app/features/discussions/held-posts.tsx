import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { Notice, Submit } from '#app/ui/index.ts';
import { Form } from '@remix-run/react';
import { OutgoingFiles } from './attachments.tsx';
import { withdrawAddress } from './addresses.ts';
import styles from './post.module.css';
import type { ThreadData } from './thread-data.ts';
import type { Discuss } from './words.ts';

type Held = ThreadData['held'][number];

/** What one wrote and the secretariat has not read yet, where it will stand; it can be taken back. */
export function HeldPosts({ held, t }: { held: readonly Held[]; t: Discuss }) {
  const format = useFormat();
  if (held.length === 0) return null;
  return (
    <section id="held" className={styles.held} aria-label={t('held.title')}>
      <Notice tone="info" title={t('held.title')}>
        {t('held.text')}
      </Notice>
      {held.map((one) => (
        <article
          key={one.id}
          className={styles.heldPost}
          aria-label={
            one.title ? t('held.opens') : t('held.sentAt', { when: format.dateTime(one.at) })
          }
        >
          {one.title && (
            <h3 lang={LANG_TAGS[one.lang]} dir="auto">
              {one.title}
            </h3>
          )}
          {one.tags.length > 0 && (
            <p className={styles.sending}>
              {t('tags.title')}: {one.tags.join(', ')}
            </p>
          )}
          <div
            className={styles.text}
            lang={LANG_TAGS[one.lang]}
            dir="auto"
            dangerouslySetInnerHTML={{ __html: one.html }}
          />
          {one.files.length > 0 && <OutgoingFiles files={one.files} />}
          <Form method="post" action={withdrawAddress(one.id)} className={styles.heldActs}>
            <time dateTime={one.at} className={styles.sending}>
              {t('held.sentAt', { when: format.dateTime(one.at) })}
            </time>
            <Submit tone="quiet" small action={withdrawAddress(one.id)}>
              {t('held.withdraw')}
            </Submit>
          </Form>
        </article>
      ))}
    </section>
  );
}
