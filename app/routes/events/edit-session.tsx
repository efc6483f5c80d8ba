import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useParams } from '@remix-run/react';
import { useEdited } from '#app/features/events/edit-data.ts';
import styles from '#app/features/events/edit.module.css';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { readSession } from '#app/features/events/read-form.ts';
import { RouteDialog } from '#app/features/events/route-dialog.tsx';
import { SessionForm } from '#app/features/events/session-form.tsx';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Notice } from '#app/ui/index.ts';

export const loader = page([], ({ forum }) => forum.call('events.choices', {}));

/** Saves a session, or adds one where the address names none. */
export const action = act(async ({ forum, form, params }) => {
  const { eventId = '', sessionId } = params;
  const fields = readSession(form);
  if (sessionId) {
    const seen = text(form, 'seen');
    await forum.call('events.updateSession', { eventId, sessionId, seen, ...fields });
  } else await forum.call('events.addSession', { eventId, ...fields });
  return redirect(`/events/${eventId}/edit/programme`);
});

export default function EditSession() {
  const choices = useLoaderData<typeof loader>().data;
  const event = useEdited();
  const { sessionId } = useParams();
  const session = event.sessions.find(({ id }) => id === sessionId);
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('events');
  const format = useFormat();
  const base = `/events/${event.id}/edit/programme`;
  return (
    <RouteDialog
      key={sessionId ?? 'new'}
      title={session ? t('session.edit') : t('session.add')}
      closeTo={base}
      closeLabel={t('close')}
    >
      {faults.refused?.code === 'STALE' && (
        <Notice tone="caution" title={t('edit.stale')}>
          {t('edit.staleText')}
        </Notice>
      )}
      <SessionForm
        event={event}
        session={session}
        choices={choices}
        faults={faults}
        format={format}
        t={t}
      />
      {session && (
        <VerbForm
          action={`${base}/${session.id}/remove`}
          className={styles.danger}
          tone="danger"
          icon="trash-2"
        >
          {t('session.remove')}
        </VerbForm>
      )}
    </RouteDialog>
  );
}
