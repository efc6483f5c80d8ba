import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { OpenInvitations } from '#app/features/membership/open-invitations.tsx';
import { named } from '#app/features/membership/view.ts';
import { LANGS, LANG_NAMES, LANG_TAGS } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text, type PageArgs } from '#app/page.ts';
import {
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Notice,
  Page,
  PageHead,
  RadioGroup,
  Select,
  Submit,
  TextInput,
} from '#app/ui/index.ts';
import { INVITATION_DAYS, INVITED_ROLES } from '#server/invitations/plain.ts';

export const loader = page(['membership'], async ({ forum, params, context }) => {
  const { organisation, ...rest } = await invitationsOf({ forum, params });
  const { id, slug, name } = organisation;
  return { ...rest, orgId: id, slug, ...named(name, context.lang) };
});

export const action = act(async ({ forum, form, params, context }) => {
  const { organisation } = await invitationsOf({ forum, params });
  const orgId = organisation.id;
  const one = {
    orgId,
    invitationId: text(form, 'invitationId'),
    version: Number(text(form, 'version')),
  };
  const done = text(form, 'act');
  if (done === 'again') await forum.call('invitations.sendAgain', one);
  else if (done === 'withdraw') await forum.call('invitations.withdraw', one);
  else if (done === 'invite') {
    const whom = {
      orgId,
      email: text(form, 'email'),
      lang: LANGS.find((lang) => lang === text(form, 'lang')) ?? context.lang,
    };
    const role = INVITED_ROLES.find((each) => each === text(form, 'role')) ?? 'member';
    if (role === 'member') await forum.call('invitations.invite', whom);
    else await forum.call('invitations.inviteWithRole', { ...whom, role });
  } else throw notFound();
  return redirect(`${MEMBERS}/${organisation.slug}/invitations?done=${done}`);
});

function invitationsOf({ forum, params }: Pick<PageArgs, 'forum' | 'params'>) {
  return forum.call('invitations.page', { slug: params['slug'] ?? '' });
}

export const meta = titled<'membership', { name: string }>('membership', (t, { name }) =>
  t('invite.title', { org: name }),
);

const DONE = {
  invite: 'invite.sent',
  again: 'invite.sentAgain',
  withdraw: 'invite.withdrawn',
} as const;

/** Whom an organisation has invited, and the form that invites somebody. */
export default function Invitations() {
  const { orgId, slug, name, nameLang, roles, open, asOfSeq } = useLoaderData<typeof loader>().data;
  useRefresh([{ channel: { kind: 'org', id: orgId }, asOfSeq }]);
  const answer = useActionData<typeof action>();
  const [parameters] = useSearchParams();
  const done = answer ? null : DONE[parameters.get('done') as keyof typeof DONE];
  const state = formState(answer);
  const t = useT('membership');
  const lang = useLang();
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: MEMBERS },
          { label: name, lang: nameLang, to: `${MEMBERS}/${slug}` },
        ]}
        title={t('invite.title', { org: name })}
      />
      {done && (
        <div role="status">
          <Notice tone="good" title={t(done)} />
        </div>
      )}
      <p>{t('invite.lead', { count: INVITATION_DAYS })}</p>
      {/* What was sent begins an empty form. */}
      <Form method="post" key={open[0]?.id ?? 'first'}>
        <FormStack>
          <ErrorSummary
            refused={state.refused}
            labels={{ email: t('invite.email'), role: t('invite.role'), lang: t('invite.lang') }}
          />
          <Field label={t('invite.email')} name="email" error={state.error('email')}>
            {(control) => (
              <TextInput
                {...control}
                type="email"
                autoComplete="off"
                maxLength={254}
                defaultValue={state.value('email', '')}
              />
            )}
          </Field>
          <RadioGroup
            legend={t('invite.role')}
            name="role"
            value={state.value('role', 'member')}
            error={state.error('role')}
            choices={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <Field label={t('invite.lang')} name="lang" error={state.error('lang')}>
            {(control) => (
              <Select
                {...control}
                options={LANGS.map((one) => ({
                  value: one,
                  label: LANG_NAMES[one],
                  lang: LANG_TAGS[one],
                }))}
                defaultValue={state.value('lang', lang)}
              />
            )}
          </Field>
          <FormActs>
            <Submit name="act" value="invite">
              {t('invite.submit')}
            </Submit>
          </FormActs>
        </FormStack>
      </Form>
      <OpenInvitations open={open} />
    </Page>
  );
}
