import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { DISCUSSIONS, newThreadAddress } from '#app/features/discussions/addresses.ts';
import { foreignIn, label, labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EdgeList, EmptyState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['discussions'], ({ forum, url }) =>
  forum.call('discussions.spaces', { eventId: idIn(url.searchParams.get('event') ?? undefined) }),
);

export const meta = titled('discussions', (t) => t('spaces.title'));

/** The project in which a thread about an event shall stand. */
export default function Spaces() {
  const { spaces, event } = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const lang = useLang();
  const name = event && label(event.title, lang);
  return (
    <Page width="reading">
      <PageHead
        trail={[
          event
            ? { ...labelled(event.title, lang), to: `/events/${event.id}` }
            : { label: t('title'), to: DISCUSSIONS },
        ]}
        title={t('spaces.title')}
        facts={name ? [t('spaces.about', { event: name })] : []}
      />
      {spaces.length === 0 ? (
        <EmptyState
          title={t('spaces.none.title')}
          act={event && <ButtonLink to={`/events/${event.id}`}>{t('cancel')}</ButtonLink>}
        >
          {t('spaces.none.text')}
        </EmptyState>
      ) : (
        <>
          <p>{t('spaces.note')}</p>
          <EdgeList
            items={spaces.map((space) => {
              const foreign = foreignIn(space.title, lang);
              return {
                key: space.id,
                to: newThreadAddress(space.slug, event?.id),
                capability: 'discussions' as const,
                title: label(space.title, lang),
                ...(foreign && { lang: foreign }),
                detail: t(`thread.audience.${space.privacy}`),
              };
            })}
          />
        </>
      )}
    </Page>
  );
}
