import { useLoaderData } from '@remix-run/react';
import { Link } from '@remix-run/react';
import {
  bookmarkAddress,
  BOOKMARKS,
  DISCUSSIONS,
  postAddress,
} from '#app/features/discussions/addresses.ts';
import styles from '#app/features/discussions/bookmarks.module.css';
import { nameFor } from '#app/features/discussions/names.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, ButtonLink, EmptyState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['discussions', 'threads'], ({ forum, url }) => {
  const before = url.searchParams.get('before');
  return forum.call('discussions.listBookmarks', before ? { before } : {});
});

export const meta = titled('threads', (t) => t('bookmarks.title'));

/** The posts one keeps, each with how it begins and the way to it. */
export default function Bookmarks() {
  const { bookmarks, more } = useLoaderData<typeof loader>().data;
  const t = useT('threads');
  const tell = useT('discussions');
  const lang = useLang();
  const format = useFormat();
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: tell('title'), to: DISCUSSIONS }]}
        title={t('bookmarks.title')}
        facts={[t('bookmarks.lead')]}
      />
      {bookmarks.length === 0 && (
        <EmptyState title={t('bookmarks.empty.title')}>{t('bookmarks.empty.text')}</EmptyState>
      )}
      <ul role="list" className={styles.list}>
        {bookmarks.map((one) => {
          const name = nameFor(one.author, lang);
          return (
            <li key={one.postId} className={styles.item}>
              <p className={styles.head}>
                <Link to={postAddress(one.threadId, one.seq)} lang={one.threadLang}>
                  {one.threadTitle}
                </Link>
                <span>
                  <LabelText of={one.project} lang={lang} />
                </span>
              </p>
              <p className={styles.text} lang={LANG_TAGS[one.lang as keyof typeof LANG_TAGS]}>
                {one.excerpt}
              </p>
              <div className={styles.foot}>
                <span>
                  <span lang={name.lang}>{name.text}</span> ·{' '}
                  <LabelText of={one.org.name} lang={lang} /> ·{' '}
                  <time dateTime={one.at}>{format.dateTime(one.at)}</time>
                </span>
                <form method="post" action={bookmarkAddress(one.postId)}>
                  <input type="hidden" name="kept" value="" />
                  <input type="hidden" name="from" value="bookmarks" />
                  <Button type="submit" small tone="quiet" icon="x">
                    {t('bookmarks.drop')}
                  </Button>
                </form>
              </div>
            </li>
          );
        })}
      </ul>
      {more && (
        <ButtonLink to={`${BOOKMARKS}?before=${encodeURIComponent(more)}`}>
          {t('bookmarks.older')}
        </ButtonLink>
      )}
    </Page>
  );
}
