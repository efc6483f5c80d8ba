import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BothTimes } from '#app/features/opinions/both-times.tsx';
import { Arrange, Meeting } from '#app/features/opinions/meeting.tsx';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ButtonLink,
  ErrorSummary,
  FormActs,
  formState,
  Notice,
  Page,
  PageHead,
} from '#app/ui/index.ts';

export const loader = page(['appointments', 'opinions'], ({ forum, params }) =>
  forum.call('appointments.meeting', { code: storedCode(params.code) }),
);

export const action = act(async ({ forum, form, params }) => {
  await forum.call('appointments.arrange', {
    appointmentId: text(form, 'appointmentId'),
    version: Number(text(form, 'version')),
    url: text(form, 'url'),
    note: text(form, 'note'),
  });
  return redirect(casePath(storedCode(params.code), 'meeting'));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('appointments', (t) => t('meeting.title'));

/** Where both sides meet by video for a follow-up. */
export default function VideoMeeting() {
  const of = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('appointments');
  const words = useT('opinions');
  const format = useFormat();
  return (
    <Page width="reading">
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('meeting.title')}
        facts={[displayCode(of.code)]}
      />
      <ErrorSummary refused={state.refused} />
      <p>
        <BothTimes at={of.startsAt} sender={format.timeZone} format={format} />
      </p>
      {of.link ? (
        <Meeting link={of.link} t={words} />
      ) : (
        !of.arranges && <Notice title={t('meeting.unsaid')} />
      )}
      {of.arranges && (
        <Arrange
          link={of.link}
          hidden={{ appointmentId: of.appointmentId, version: of.version }}
          state={state}
          t={words}
        />
      )}
      <FormActs>
        <ButtonLink to={casePath(of.code)}>{words('back')}</ButtonLink>
      </FormActs>
    </Page>
  );
}
