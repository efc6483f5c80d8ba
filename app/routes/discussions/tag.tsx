import { useLoaderData } from '@remix-run/react';
import { DISCUSSIONS, tagAddress } from '#app/features/discussions/addresses.ts';
import { ThreadLines } from '#app/features/discussions/thread-lines.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EmptyState, Page, PageHead, Pagination } from '#app/ui/index.ts';

export const loader = page(['discussions', 'threads'], async ({ forum, params, url }) => {
  const after = url.searchParams.get('after');
  const found = await forum.call('discussions.tagged', {
    tag: params['tag'] ?? '',
    ...(after && { after }),
  });
  return { ...found, isFirst: !after };
});

export const meta = titled<'discussions', { tag: string }>('discussions', (t, { tag }) =>
  t('tags.page', { tag }),
);

/** The threads with a tag, of all projects that the reader may read. */
export default function Tag() {
  const { tag, key, threads, next, isFirst, now } = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const here = tagAddress(key);
  const isWhole = isFirst && next === null;
  return (
    <Page>
      <PageHead
        trail={[{ label: t('title'), to: DISCUSSIONS }]}
        title={t('tags.page', { tag })}
        facts={threads.length > 0 && isWhole ? [t('tags.found', { count: threads.length })] : []}
      />
      {threads.length > 0 ? (
        <>
          <ThreadLines threads={threads} now={now} places />
          <Pagination
            previous={isFirst ? undefined : here}
            next={next ? `${here}?after=${encodeURIComponent(next)}` : undefined}
          />
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
