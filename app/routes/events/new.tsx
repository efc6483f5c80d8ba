import { timeZoneOptions } from '#app/features/account/time-zones.ts';
import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { EventForm } from '#app/features/events/event-form.tsx';
import { EditSteps } from '#app/features/events/edit-steps.tsx';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { readEvent } from '#app/features/events/read-form.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import { Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['events'], async ({ forum, context }) => {
  const choices = await forum.call('events.choices', {});
  return { ...choices, zones: timeZoneOptions(context.lang, 'Asia/Tokyo', choices.zones) };
});

export const action = act(async ({ forum, form }) => {
  const { eventId } = await forum.call('events.create', readEvent(form));
  return redirect(`/events/${eventId}/edit/programme`);
});

export const meta = titled('events', (t) => t('new'));

export default function NewEvent() {
  const choices = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('events');
  return (
    <Page>
      <PageHead trail={[{ label: t('title'), to: '/events' }]} title={t('new')} />
      <EditSteps t={t} />
      <EventForm
        choices={choices}
        faults={faults}
        back="/events"
        submit={t('edit.continue')}
        t={t}
      />
    </Page>
  );
}
