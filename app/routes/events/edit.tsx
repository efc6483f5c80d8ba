import { Outlet, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { EditSteps } from '#app/features/events/edit-steps.tsx';
import { PhasePill } from '#app/features/events/phase-pill.tsx';
import { labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['events'], ({ forum, params }) =>
  forum.call('events.editPage', { eventId: params.eventId ?? '' }),
);

/** Also after a refusal: somebody else's change is what it may be about. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  actionStatus,
  defaultShouldRevalidate,
}) => actionStatus !== undefined || defaultShouldRevalidate;

export const meta = titled('events', (t) => t('edit.title'));

/** The frame around the steps of the editor. */
export default function EditEvent() {
  const event = useLoaderData<typeof loader>().data;
  const t = useT('events');
  const lang = useLang();
  return (
    <Page>
      <PageHead
        trail={[
          { label: t('title'), to: '/events' },
          { ...labelled(event.title, lang), to: `/events/${event.id}` },
        ]}
        title={t('edit.title')}
        state={<PhasePill phase={event.phase} registration={event.registration} t={t} />}
        acts={
          <ButtonLink icon="eye" to={`/events/${event.id}`}>
            {t('edit.look')}
          </ButtonLink>
        }
      />
      <EditSteps eventId={event.id} t={t} />
      <Outlet />
    </Page>
  );
}
