import { useLoaderData, useSearchParams } from '@remix-run/react';
import { EventPage, eventPageData } from '#app/features/events/event-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';

export const loader = page(
  ['events', 'discussions', 'threads'],
  async ({ forum, actor, params, context }) => {
    const answer = await forum.call('events.page', { eventId: params.eventId ?? '' });
    const talk = await forum.call('discussions.ofEvent', { eventId: answer.id });
    const reader = actor.kind === 'person' ? 'person' : 'visitor';
    return { ...eventPageData(answer, context.lang, reader), talk };
  },
);

export const meta = titled<'events', { title: { text: string } }>(
  'events',
  (_t, event) => event.title.text,
);

export default function Event() {
  const event = useLoaderData<typeof loader>().data;
  const t = useT('events');
  const format = useFormat();
  const [search] = useSearchParams();
  return <EventPage event={event} day={search.get('day') ?? undefined} format={format} t={t} />;
}
