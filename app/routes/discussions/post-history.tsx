import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { postAddress } from '#app/features/discussions/addresses.ts';
import { DifferenceText } from '#app/features/discussions/difference-text.tsx';
import styles from '#app/features/discussions/difference.module.css';
import { nameFor } from '#app/features/discussions/names.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['discussions', 'posts'], ({ forum, params }) =>
  forum.call('discussions.postHistory', { postId: idIn(params['postId']) }),
);

export const meta = titled('posts', (t) => t('history.title'));

/** What a post said before, the newest version first, each beside the one before it. */
export default function PostHistory() {
  const { threadId, seq, author, lang, versions } = useLoaderData<typeof loader>().data;
  const t = useT('posts');
  const d = useT('discussions');
  const format = useFormat();
  const name = nameFor(author, useLang());
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: d('compose.back'), to: postAddress(threadId, seq) }]}
        title={t('history.title')}
        facts={[name.text, t('history.count', { count: versions.length })]}
      />
      <ol role="list" className={styles.versions}>
        {versions.map(({ body, at }, i) => {
          const former = versions[i + 1]?.body;
          const when = format.dateTime(at);
          return (
            <li key={at} className={styles.version}>
              <h2>
                {former === undefined ? t('history.first', { when }) : t('history.edit', { when })}
              </h2>
              <DifferenceText before={former ?? body} after={body} lang={lang} t={t} />
            </li>
          );
        })}
      </ol>
    </Page>
  );
}
