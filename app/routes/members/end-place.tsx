import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
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

export const loader = page(['membership'], async ({ forum, params }) => {
  const { person, organisation } = await placeOf(forum, params);
  return {
    name: `${person.familyName} ${person.givenName}`.trim(),
    org: organisation.name,
    slug: organisation.slug,
  };
});

export const action = act(async ({ forum, params }) => {
  const { person, organisation } = await placeOf(forum, params);
  await forum.call('membership.endPlace', { personId: person.id, orgId: organisation.id });
  return redirect(`${MEMBERS}/${organisation.slug}`);
});

type Context = Parameters<Parameters<typeof act>[0]>[0];

/** The organisation of the address and the person of it, where the caller may end their place. */
async function placeOf(forum: Context['forum'], params: Context['params']) {
  const { organisation, people } = await forum.call('membership.organisationPage', {
    slug: params['slug'] ?? '',
  });
  const id = idIn(params['personId']);
  const person = people?.find((one) => one.id === id);
  if (!person?.mayEnd) throw notFound();
  return { organisation, person };
}

export const meta = titled<'membership', { name: string }>('membership', (t, { name }) =>
  t('end.title', { name }),
);

const FACTS = ['access', 'words', 'own', 'led'] as const;

/** Says what becomes of whose things before somebody's place in an organisation ends. */
export default function EndPlace() {
  const { name, org, slug } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('membership');
  const lang = useLang();
  const back = `${MEMBERS}/${slug}`;
  const orgName = label(org, lang);
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: MEMBERS },
          { label: orgName, to: back },
        ]}
        title={t('end.title', { name })}
      />
      <ShortList
        items={FACTS.map((fact) => ({ key: fact, what: t(`end.${fact}`, { org: orgName }) }))}
      />
      <Form method="post">
        <FormStack>
          <ErrorSummary refused={state.refused} />
          <Checkbox name="sure" required label={t('end.sure', { name, org: orgName })} />
          <FormActs>
            <Submit tone="danger">{t('end.submit')}</Submit>
            <ButtonLink to={back}>{t('end.back')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
