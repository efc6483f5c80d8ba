import { redirect } from '@remix-run/node';
import { Form, Link, useActionData } from '@remix-run/react';
import { useEdited } from '#app/features/events/edit-data.ts';
import styles from '#app/features/events/edit.module.css';
import { useT } from '#app/i18n/use-t.ts';
import { action as act } from '#app/page.ts';
import { ButtonLink, ErrorSummary, formState, Icon, Notice, Submit } from '#app/ui/index.ts';

export const action = act(async ({ forum, params }) => {
  const { eventId } = await forum.call('events.publish', { eventId: params.eventId ?? '' });
  return redirect(`/events/${eventId}`);
});

const CHECKS = ['titleJa', 'titleEn', 'place', 'inThePast', 'sessions', 'sessionsOutside'] as const;
const IN_PROGRAMME = new Set(['sessions', 'sessionsOutside']);

/** The third step: what is still missing, and the act itself. */
export default function EditPublish() {
  const event = useEdited();
  const state = formState(useActionData<typeof action>());
  const t = useT('events');
  const base = `/events/${event.id}/edit`;
  if (event.state !== 'draft') {
    return (
      <Notice
        tone="good"
        act={
          <ButtonLink small to={`/events/${event.id}`}>
            {t('edit.look')}
          </ButtonLink>
        }
      >
        {t('publish.done')}
      </Notice>
    );
  }
  const ready = event.faults.length === 0;
  const checks = CHECKS.filter((each) => each !== 'sessionsOutside' || event.sessions.length > 0);
  return (
    <div className={styles.publish}>
      <ErrorSummary refused={state.refused && { ...state.refused, fields: {} }} />
      <ul role="list" className={styles.checks}>
        {checks.map((check) => {
          const missing = event.faults.includes(check);
          return (
            <li key={check} data-missing={missing ? '' : undefined}>
              <Icon name={missing ? 'circle-alert' : 'circle-check'} />
              <span>{missing ? t(`missing.${check}`) : t(`ready.${check}`)}</span>
              {missing && (
                <Link to={IN_PROGRAMME.has(check) ? `${base}/programme` : base}>
                  {t('missing.mend')}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
      <Notice>{t(`publish.${event.audience}` as 'publish.public')}</Notice>
      <Form method="post" className={styles.acts}>
        <Submit disabled={!ready}>{t('publish.act')}</Submit>
        {!ready && <span className={styles.hint}>{t('publish.notYet')}</span>}
      </Form>
    </div>
  );
}
