import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ConfirmPage } from '#app/features/membership/confirm-page.tsx';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { named } from '#app/features/membership/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text, type PageArgs } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, params, context }) => {
  const { organisation, keptCases } = await standingOf({ forum, params });
  const { slug, name, override } = organisation;
  return { slug, ...named(name, context.lang), suspended: override !== null, keptCases };
});

/** Does what the form said: where the standing has changed since, the act refuses. */
export const action = act(async ({ forum, form, params }) => {
  const { organisation } = await standingOf({ forum, params });
  await forum.call(actOf(form), { orgId: organisation.id });
  return redirect(`${MEMBERS}/${organisation.slug}`);
});

function actOf(form: FormData) {
  const act = text(form, 'act');
  if (act !== 'suspend' && act !== 'reinstate') throw notFound();
  return `membership.${act}` as const;
}

/** The organisation of the address, where the caller may suspend it or end that. */
async function standingOf({ forum, params }: Pick<PageArgs, 'forum' | 'params'>) {
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
  const { name, nameLang, slug, suspended, keptCases } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('membership');
  const care = keptCases > 0 ? t('standing.care', { count: keptCases }) : t('standing.noCare');
  return (
    <ConfirmPage
      organisation={{ slug, name, nameLang }}
      title={t(suspended ? 'standing.backTitle' : 'standing.title', { name })}
      facts={
        suspended ? [t('standing.back')] : [t('standing.access'), t('standing.nothingNew'), care]
      }
      sure={t('standing.sure')}
      submit={
        suspended
          ? { name: 'act', value: 'reinstate', children: t('standing.reinstate') }
          : { name: 'act', value: 'suspend', tone: 'danger', children: t('standing.suspend') }
      }
      back={t('standing.cancel')}
      state={state}
    />
  );
}
