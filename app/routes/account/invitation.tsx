import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { timeZoneOptions } from '#app/features/account/time-zones.ts';
import { InvitedForm } from '#app/features/membership/invited-form.tsx';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { ButtonLink, ErrorSummary, formState, Notice, Submit } from '#app/ui/index.ts';
import { AccountAside, AccountSheet } from './account-sheet.tsx';

export const handle: Handle = { frame: 'bare' };
export const meta = titled<'membership', { org: string } | null>('membership', (t, data) =>
  data ? t('invited.title', { org: data.org }) : t('invited.over'),
);

/** Mail programs look at links by themselves, so that looking changes nothing. */
export const loader = page(['membership'], async ({ forum, params, context }) => {
  const secret = params['secret'] ?? '';
  const found = await forum.call('invitations.opened', { secret });
  if (!found) return null;
  const { org, inviterZone, ...told } = found;
  return {
    ...told,
    org: label(org, context.lang),
    signInAt: `/sign-in?next=${encodeURIComponent(`/invitation/${secret}`)}`,
    zone: inviterZone,
    zones: timeZoneOptions(context.lang, inviterZone),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const secret = params['secret'] ?? '';
  if (text(form, 'act') === 'join') {
    const { orgId } = await forum.call('invitations.join', { secret });
    await forum.call('account.switchOrganisation', { orgId });
    return redirect('/');
  }
  await forum.call('invitations.accept', {
    secret,
    familyName: text(form, 'familyName'),
    givenName: text(form, 'givenName'),
    familyReading: text(form, 'familyReading'),
    givenReading: text(form, 'givenReading'),
    latinName: text(form, 'latinName'),
    timeZone: text(form, 'timeZone'),
    password: String(form.get('password') ?? ''),
  });
  return redirect('/sign-in?joined');
});

/** An invitation as whoever received it sees it: a new account, or one press with one's own. */
export default function Invitation() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('membership');
  const format = useFormat();
  if (!data) {
    return (
      <AccountSheet title={t('invited.over')} lead={t('invited.overText')}>
        {null}
      </AccountSheet>
    );
  }
  const { org, inviter, email, account } = data;
  return (
    <AccountSheet
      title={t('invited.title', { org })}
      lead={t('invited.lead', { inviter, email, role: t(`role.${data.role}`) })}
    >
      <ErrorSummary refused={state.refused} />
      {account === 'none' && (
        <InvitedForm email={email} zone={data.zone} zones={data.zones} state={state} />
      )}
      {account === 'signIn' && (
        <>
          <Notice title={t('invited.haveAccount')}>
            {t('invited.haveAccountText', { email })}
          </Notice>
          <ButtonLink to={data.signInAt} tone="primary" wide>
            {t('invited.signIn')}
          </ButtonLink>
        </>
      )}
      {account === 'own' && (
        <Form method="post">
          <p>{t('invited.own')}</p>
          <Submit wide name="act" value="join">
            {t('invited.join')}
          </Submit>
        </Form>
      )}
      {account === 'other' && (
        <>
          <Notice tone="caution" title={t('invited.other')}>
            {t('invited.otherText', { email })}
          </Notice>
          <Form method="post" action="/sign-out">
            <Submit wide tone="secondary" action="/sign-out">
              {t('invited.signOut')}
            </Submit>
          </Form>
        </>
      )}
      {account === 'closed' && (
        <Notice tone="caution" title={t('invited.closed')}>
          {t('invited.closedText')}
        </Notice>
      )}
      <AccountAside>
        <p>{t('invited.until', { at: format.dateTime(data.until) })}</p>
      </AccountAside>
    </AccountSheet>
  );
}
