import { timeZoneName } from '#app/features/account/time-zones.ts';
import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { savedAt, SettingsPage } from '#app/features/account/settings-page.tsx';
import { MailChoices } from '#app/features/mailings/mail-choices.tsx';
import { SpaceChoices } from '#app/features/mailings/space-choices.tsx';
import { minutesOf } from '#app/features/mailings/clock-time.ts';
import { PushChoice } from '#app/features/push/push-choice.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState, Notice } from '#app/ui/index.ts';
import { MAIL_RHYTHMS, type MailRhythm } from '#server/mailings/schemas.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const loader = page(['settings', 'mailings', 'push'], async ({ forum, url, context }) => {
  const threadId = url.searchParams.get('thread') ?? '';
  const mails = await forum.call(
    'mailings.preferencesPage',
    UUID.test(threadId) ? { threadId } : {},
  );
  const zone = timeZoneName(context.lang, mails.timeZone);
  return { ...mails, zone, push: await forum.call('push.own', {}) };
});

export const meta = titled('mailings', (t) => t('title'));

export const action = act(async ({ forum, form }) => {
  const rhythm = (name: string): MailRhythm =>
    MAIL_RHYTHMS.find((one) => one === form.get(name)) ?? 'weekly';
  const isQuiet = form.get('quiet') === 'on';
  await forum.call('mailings.savePreferences', {
    personal: rhythm('personal'),
    referrals: rhythm('referrals'),
    discussions: rhythm('discussions'),
    events: rhythm('events'),
    quietFrom: isQuiet ? minutesOf(text(form, 'quietFrom')) : null,
    quietUntil: isQuiet ? minutesOf(text(form, 'quietUntil')) : null,
    digestHour: Number(text(form, 'digestHour')),
    digestDay: Number(text(form, 'digestDay')),
  });
  return redirect(savedAt('/settings/notifications', 'mails'));
});

export default function MailSettings() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('mailings');
  return (
    <SettingsPage>
      {data.isReturned && (
        <Notice tone="caution" title={t('returned.title')}>
          {t('returned.text')}
        </Notice>
      )}
      <MailChoices
        preferences={data.preferences}
        zone={data.zone}
        nextDigestAt={data.nextDigestAt}
        state={state}
      />
      <PushChoice push={data.push} />
      <SpaceChoices
        projects={data.projects}
        threads={data.threads}
        general={data.preferences.discussions}
      />
    </SettingsPage>
  );
}
