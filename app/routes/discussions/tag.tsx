import { useLoaderData } from '@remix-run/react';
import { DISCUSSIONS } from '#app/features/discussions/addresses.ts';
import { ThreadLines } from '#app/features/discussions/thread-lines.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EmptyState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['discussions', 'threads'], ({ forum, params }) =>
  forum.call('discussions.tagged', { tag: params['tag'] ?? '' }),
);

export const meta = titled<'discussions', { tag: string }>('discussions', (t, { tag }) =>
  t('tags.page', { tag }),
);

/** The threads with a tag, of all projects that the reader may read. */
export default function Tag() {
  const { tag, threads, more, now } = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  return (
    <Page>
      <PageHead
        trail={[{ label: t('title'), to: DISCUSSIONS }]}
        title={t('tags.page', { tag })}
        facts={threads.length > 0 ? [t('tags.found', { count: threads.length })] : []}
      />
      {threads.length > 0 ? (
        <>
          <ThreadLines threads={threads} now={now} places />
          {more && <p>{t('tags.more')}</p>}
        </>
      ) : (
        <EmptyState
          title={t('tags.none')}
          act={<ButtonLink to={DISCUSSIONS}>{t('title')}</ButtonLink>}
        >
          {t('tags.noneText')}
        </EmptyState>
      )}
    </Page>
  );
}
