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
  const { writes, slug, name, nameLang, lines } = profileView(answer, context.lang);
  const id = idIn(params['lineId']);
  const line = lines.find((one) => one.id === id);
  if (!writes) throw notFound();
  // Taken out meanwhile: the profile says so.
  if (!line) throw redirect(`${profileOf(slug)}?gone=line`);
  return { slug, name, nameLang, line };
});

export const action = act(async ({ forum, form, params }) => {
  await forum.call('profiles.withdrawLine', {
    lineId: idIn(params['lineId']),
    version: Number(text(form, 'version')),
  });
  return redirect(`${profileOf(params['slug'] ?? '')}?saved=withdrawn`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'profiles', { line: { name: string } }>('profiles', (t, { line }) =>
  t('withdraw.title', { name: line.name }),
);

/** Says what a line is worth before it is withdrawn. */
export default function ProfileWithdraw() {
  const { slug, name, nameLang, line } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('profiles');
  return (
    <ConfirmPage
      organisation={{ slug, name, nameLang }}
      title={t('withdraw.title', { name: line.name })}
      facts={[
        ...(line.evidence.text ? [t('withdraw.says', { text: line.evidence.text })] : []),
        t(line.kind === 'outOfScope' ? 'withdraw.outOfScope' : 'withdraw.matching'),
        t('withdraw.history'),
      ]}
      sure={t('withdraw.sure')}
      submit={{ tone: 'danger', children: t('withdraw.submit') }}
      back={t('cancel')}
      backTo={profileOf(slug)}
      hidden={{ version: line.version }}
      state={state}
    />
  );
}
