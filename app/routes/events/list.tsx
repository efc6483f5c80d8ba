import { useLoaderData } from '@remix-run/react';
import { EventList } from '#app/features/events/event-list.tsx';
import { cardView } from '#app/features/events/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, Chips, EmptyState, Page, PageHead, Pagination } from '#app/ui/index.ts';
import { LIST_FILTERS, type ListFilter } from '#server/events/schemas.ts';

export const loader = page(['events'], async ({ forum, actor, url, context }) => {
  const asked = url.searchParams.get('show');
  const filter = LIST_FILTERS.find((each) => each === asked) ?? 'upcoming';
  const after = url.searchParams.get('after') ?? undefined;
  const { events, next, counts, may } = await forum.call('events.list', { filter, after });
  return {
    filter,
    cards: events.map((card) => cardView(card, context.lang)),
    next,
    counts,
    may,
    isFirst: after === undefined,
    filters: LIST_FILTERS.filter(
      (each) =>
        each === 'upcoming' || each === 'past' || (each === 'mine' ? actor.personId : may.write),
    ) as ListFilter[],
  };
});

export const meta = titled('events', (t) => t('title'));

export default function Events() {
  const { filter, filters, cards, next, counts, may, isFirst } =
    useLoaderData<typeof loader>().data;
  const t = useT('events');
  const format = useFormat();
  return (
    <Page>
      <PageHead
        title={t('title')}
        facts={[t('lead')]}
        acts={
          may.write && (
            <ButtonLink tone="primary" icon="plus" to="/events/new">
              {t('new')}
            </ButtonLink>
          )
        }
      />
      <Chips
        label={t('filter')}
        items={filters.map((each) => ({
          to: addressOf(each),
          label: `${t(`filter.${each}`)} ${counts[each]}`,
          chosen: each === filter,
        }))}
      />
      {cards.length > 0 ? (
        <EventList cards={cards} format={format} t={t} />
      ) : (
        <EmptyState
          title={t(`empty.${filter}`)}
          act={filter !== 'upcoming' && <ButtonLink to="/events">{t('empty.act')}</ButtonLink>}
        >
          {t(`empty.${filter}.text`)}
        </EmptyState>
      )}
      <Pagination
        previous={isFirst ? undefined : addressOf(filter)}
        next={next ? addressOf(filter, next) : undefined}
      />
    </Page>
  );
}

function addressOf(filter: ListFilter, after?: string): string {
  const search = new URLSearchParams();
  if (filter !== 'upcoming') search.set('show', filter);
  if (after) search.set('after', after);
  return search.size > 0 ? `/events?${search}` : '/events';
}
