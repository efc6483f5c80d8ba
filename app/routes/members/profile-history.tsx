import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { historyOf, profileOf } from '#app/features/profiles/addresses.ts';
import { HistoryList } from '#app/features/profiles/history-list.tsx';
import { profileTrail } from '#app/features/profiles/profile-trail.ts';
import { historyView } from '#app/features/profiles/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, ButtonLink, EmptyState, FormActs, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['profiles', 'membership'], async ({ forum, params, url, context }) => {
  const before = url.searchParams.get('before');
  return {
    ...historyView(
      await forum.call('profiles.history', {
        slug: params['slug'] ?? '',
        ...(before && { before: idIn(before) }),
      }),
      context.lang,
    ),
    isFirst: before === null,
  };
});

export const meta = titled('profiles', (t) => t('history.title'));

/** Who changed what of an organisation's profile, when, before and after. */
export default function ProfileHistory() {
  const data = useLoaderData<typeof loader>().data;
  const t = useT('profiles');
  const names = useT('membership');
  const here = historyOf(data.slug);
  return (
    <Page width="reading">
      <PageHead
        trail={profileTrail(data, names, t)}
        title={t('history.title')}
        facts={[t('history.lead')]}
        acts={
          <Button icon="printer" onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
      {data.changes.length > 0 ? (
        <HistoryList changes={data.changes} />
      ) : (
        <EmptyState
          title={t('history.none')}
          act={<ButtonLink to={profileOf(data.slug)}>{t('title')}</ButtonLink>}
        >
          {t('history.none.text')}
        </EmptyState>
      )}
      {(data.earlier || !data.isFirst) && (
        <FormActs>
          {data.earlier && (
            <ButtonLink to={`${here}?before=${data.earlier}`}>{t('history.earlier')}</ButtonLink>
          )}
          {!data.isFirst && (
            <ButtonLink to={here} tone="quiet">
              {t('history.newest')}
            </ButtonLink>
          )}
        </FormActs>
      )}
    </Page>
  );
}
