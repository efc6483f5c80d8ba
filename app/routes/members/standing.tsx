import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page } from '#app/page.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  ShortList,
  Submit,
} from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, params, context }) => {
  const { organisation, keptCases } = await standingOf(forum, params);
  const { slug, name, override } = organisation;
  return { slug, name: label(name, context.lang), suspended: override !== null, keptCases };
});

export const action = act(async ({ forum, params }) => {
  const { organisation } = await standingOf(forum, params);
  const act = organisation.override === null ? 'membership.suspend' : 'membership.reinstate';
  await forum.call(act, { orgId: organisation.id });
  return redirect(`${MEMBERS}/${organisation.slug}`);
});

type Context = Parameters<Parameters<typeof act>[0]>[0];

/** The organisation of the address, where the caller may suspend it or end that. */
async function standingOf(forum: Context['forum'], params: Context['params']) {
  const { organisation, suspends } = await forum.call('membership.organisationPage', {
    slug: params['slug'] ?? '',
  });
  if (!suspends || ![null, 'suspended'].includes(organisation.override)) throw notFound();
  return { organisation, ...suspends };
}

type Data = { name: string; suspended: boolean };
export const meta = titled<'membership', Data>('membership', (t, { name, suspended }) =>
  t(suspended ? 'standing.backTitle' : 'standing.title', { name }),
);

/** Says what becomes of an organisation's rights and of the patients in its care, before it is suspended. */
export default function Standing() {
  const { name, slug, suspended, keptCases } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('membership');
  const back = `${MEMBERS}/${slug}`;
  const care = keptCases > 0 ? t('standing.care', { count: keptCases }) : t('standing.noCare');
  const facts = suspended
    ? [t('standing.back')]
    : [t('standing.access'), t('standing.nothingNew'), care];
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: MEMBERS },
          { label: name, to: back },
        ]}
        title={t(suspended ? 'standing.backTitle' : 'standing.title', { name })}
      />
      <ShortList items={facts.map((what) => ({ key: what, what }))} />
      <Form method="post">
        <FormStack>
          <ErrorSummary refused={state.refused} />
          <Checkbox name="sure" required label={t('standing.sure')} />
          <FormActs>
            <Submit tone={suspended ? 'primary' : 'danger'}>
              {t(suspended ? 'standing.reinstate' : 'standing.suspend')}
            </Submit>
            <ButtonLink to={back}>{t('standing.cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
