import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { profileOf } from '#app/features/profiles/addresses.ts';
import { LineForm } from '#app/features/profiles/line-form.tsx';
import { lineOptions } from '#app/features/profiles/options.ts';
import { profileTrail } from '#app/features/profiles/profile-trail.ts';
import { profileView } from '#app/features/profiles/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState, Page, PageHead } from '#app/ui/index.ts';
import type { LineKind } from '#server/profiles/plain.ts';

export const loader = page(['profiles', 'membership'], async ({ forum, params, url, context }) => {
  const slug = params['slug'] ?? '';
  const answer = await forum.call('profiles.page', { slug });
  const { writes, checks, orgId, name, kinds, lines } = profileView(answer, context.lang);
  if (!writes) throw notFound();
  const own = { slug, orgId, name, kinds, checks };
  if (params['lineId'] !== 'new') {
    const id = idIn(params['lineId']);
    const line = lines.find((one) => one.id === id);
    // Taken out meanwhile: the profile says so.
    if (!line) throw redirect(`${profileOf(slug)}?gone=line`);
    return { ...own, line, kind: line.kind, options: [] };
  }
  const kind = kinds.find((one) => one === url.searchParams.get('kind')) ?? kinds[0]!;
  const told = await forum.call('profiles.choices', { slug, of: kind });
  return { ...own, line: null, kind, options: lineOptions(kind, told, context.lang) };
});

export const action = act(async ({ forum, form, params }) => {
  const here = profileOf(params['slug'] ?? '');
  const evidence = { ja: text(form, 'evidence.ja'), en: text(form, 'evidence.en') };
  if (params['lineId'] !== 'new') {
    await forum.call('profiles.changeLine', {
      lineId: idIn(params['lineId']),
      version: Number(text(form, 'version')),
      evidence,
    });
    return redirect(`${here}?saved=changed`);
  }
  await forum.call('profiles.addLine', {
    orgId: text(form, 'orgId'),
    kind: text(form, 'kind') as LineKind,
    term: text(form, 'term'),
    evidence,
  });
  return redirect(`${here}?saved=added`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'profiles', { line: { name: string } | null }>(
  'profiles',
  (t, { line }) => (line ? t('line.changeOf', { name: line.name }) : t('line.add')),
);

/** Adds a line to a profile, or says anew what it rests on. */
export default function ProfileLine() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('profiles');
  const names = useT('membership');
  const { line, kind } = data;
  return (
    <Page width="reading">
      <PageHead
        trail={profileTrail(data, names, t)}
        title={line ? t('line.changeOf', { name: line.name }) : t('line.add')}
        facts={line ? [t(`kind.${line.kind}`)] : []}
      />
      <LineForm
        key={kind}
        slug={data.slug}
        orgId={data.orgId}
        line={line}
        kind={kind}
        kinds={data.kinds}
        options={data.options}
        checks={data.checks}
        state={state}
      />
    </Page>
  );
}
