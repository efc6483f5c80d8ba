import { useLoaderData } from '@remix-run/react';
import { AttendeesPage, attendeesData } from '#app/features/events/attendees-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';

export const loader = page(['events'], async ({ forum, params, url, context }) => {
  const asked = Number(url.searchParams.get('page') ?? 1);
  const answer = await forum.call('events.attendees', {
    eventId: params.eventId ?? '',
    page: Number.isInteger(asked) && asked > 0 ? asked : 1,
  });
  return attendeesData(answer, context.lang);
});

export const meta = titled('events', (t) => t('attendees'));

export default function Attendees() {
  const answer = useLoaderData<typeof loader>().data;
  return <AttendeesPage answer={answer} format={useFormat()} t={useT('events')} />;
}
