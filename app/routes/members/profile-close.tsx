import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { ConfirmPage } from '#app/features/membership/confirm-page.tsx';
import { profileOf } from '#app/features/profiles/addresses.ts';
import { profileView } from '#app/features/profiles/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['profiles', 'membership'], async ({ forum, params, context }) => {
  const answer = await forum.call('profiles.page', { slug: params['slug'] ?? '' });
  const { writes, slug, name, nameLang, open } = profileView(answer, context.lang);
  const id = idIn(params['departmentId']);
  const department = open.find((one) => one.id === id);
  if (!writes || !department) throw notFound();
  return { slug, name, nameLang, department: department.name, version: department.version };
});

export const action = act(async ({ forum, form, params }) => {
  await forum.call('profiles.closeDepartment', {
    departmentId: idIn(params['departmentId']),
    version: Number(text(form, 'version')),
  });
  return redirect(`${profileOf(params['slug'] ?? '')}?saved=closed`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'profiles', { department: string }>('profiles', (t, { department }) =>
  t('close.title', { name: department }),
);

/** Says what becomes of cases before a department is closed. */
export default function ProfileClose() {
  const { slug, name, nameLang, department, version } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('profiles');
  return (
    <ConfirmPage
      organisation={{ slug, name, nameLang }}
      title={t('close.title', { name: department })}
      facts={[t('close.offers'), t('close.cases'), t('close.history')]}
      sure={t('close.sure', { name: department })}
      submit={{ tone: 'danger', children: t('close.submit') }}
      back={t('cancel')}
      backTo={profileOf(slug)}
      hidden={{ version }}
      state={state}
    />
  );
}
