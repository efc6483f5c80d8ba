import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { ConfirmPage } from '#app/features/membership/confirm-page.tsx';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { named } from '#app/features/membership/view.ts';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, type PageArgs } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, params }) => {
  const { person, organisation } = await placeOf({ forum, params });
  return {
    name: `${person.familyName} ${person.givenName}`.trim(),
    org: organisation.name,
    slug: organisation.slug,
  };
});

export const action = act(async ({ forum, params }) => {
  const { person, organisation } = await placeOf({ forum, params });
  await forum.call('membership.endPlace', { personId: person.id, orgId: organisation.id });
  return redirect(`${MEMBERS}/${organisation.slug}`);
});

/** The organisation of the address and the person of it, where the caller may end their place. */
async function placeOf({ forum, params }: Pick<PageArgs, 'forum' | 'params'>) {
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
  const orgName = label(org, lang);
  return (
    <ConfirmPage
      organisation={{ slug, ...named(org, lang) }}
      title={t('end.title', { name })}
      facts={FACTS.map((fact) => t(`end.${fact}`, { org: orgName }))}
      sure={t('end.sure', { name, org: orgName })}
      submit={{ tone: 'danger', children: t('end.submit') }}
      back={t('end.back')}
      state={state}
    />
  );
}
