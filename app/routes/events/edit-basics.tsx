import { timeZoneOptions } from '#app/features/account/time-zones.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useEdited } from '#app/features/events/edit-data.ts';
import { EventForm } from '#app/features/events/event-form.tsx';
import { OutsideNotice } from '#app/features/events/outside-notice.tsx';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { readEvent } from '#app/features/events/read-form.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Notice } from '#app/ui/index.ts';

export const loader = page([], async ({ forum, context }) => {
  const choices = await forum.call('events.choices', {});
  return { ...choices, zones: timeZoneOptions(context.lang, 'Asia/Tokyo', choices.zones) };
});

export const action = act(({ forum, form, params }) =>
  forum.call('events.update', {
    eventId: params.eventId ?? '',
    version: Number(text(form, 'version')),
    ...readEvent(form),
  }),
);

export default function EditBasics() {
  const choices = useLoaderData<typeof loader>().data;
  const event = useEdited();
  const result = useActionData<typeof action>();
  const faults = faultsOf(result);
  const t = useT('events');
  return (
    <>
      {result?.ok && <Notice tone="good">{t('saved')}</Notice>}
      {faults.refused?.code === 'STALE' && (
        <Notice tone="caution" title={t('edit.stale')}>
          {t('edit.staleText')}
        </Notice>
      )}
      <OutsideNotice event={event} faults={faults} t={t} />
      {!result && event.state === 'published' && <Notice>{t('edit.published')}</Notice>}
      <EventForm
        event={event}
        choices={choices}
        faults={faults}
        back={`/events/${event.id}`}
        submit={t('save')}
        t={t}
      />
    </>
  );
}
