import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { profileOf } from '#app/features/profiles/addresses.ts';
import { DepartmentForm, type DepartmentStart } from '#app/features/profiles/department-form.tsx';
import { profileTrail } from '#app/features/profiles/profile-trail.ts';
import { profileView } from '#app/features/profiles/view.ts';
import { labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState, Notice, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['profiles', 'membership'], async ({ forum, params, url, context }) => {
  const slug = params['slug'] ?? '';
  const answer = await forum.call('profiles.page', { slug });
  const { writes, orgId, orgKind, name, nameLang, open, closed } = profileView(
    answer,
    context.lang,
  );
  if (!writes) throw notFound();
  const own = { slug, orgId, name, nameLang };
  if (params['departmentId'] !== 'new') {
    const id = idIn(params['departmentId']);
    const found = open.find((one) => one.id === id);
    if (!found) throw notFound();
    const { version, specialty, names, yearlyCases } = found;
    const saved = [found.name, yearlyCases].filter((part) => part !== null).join(' · ');
    const start: DepartmentStart = { id, version, specialty, names, yearlyCases };
    return { ...own, title: found.name, saved, start, fields: [] };
  }
  if (orgKind !== 'hospital') throw notFound();
  const { choices } = await forum.call('profiles.choices', { slug, of: 'department' });
  const again = closed.find((one) => one.specialty === url.searchParams.get('specialty'));
  const start: DepartmentStart = {
    id: null,
    version: 0,
    specialty: again?.specialty ?? '',
    names: again?.names ?? {},
    yearlyCases: again?.yearlyCases ?? null,
  };
  const fields = choices.map(({ code, labels }) => ({
    value: code,
    ...labelled(labels, context.lang),
  }));
  return { ...own, title: again?.name ?? null, saved: '', start, fields };
});

export const action = act(async ({ forum, form, params }) => {
  const cases = text(form, 'yearlyCases');
  const facts = {
    name: {
      ja: text(form, 'name.ja'),
      en: text(form, 'name.en'),
      zh: text(form, 'name.zh'),
      ko: text(form, 'name.ko'),
    },
    yearlyCases: cases === '' ? null : Number(cases),
  };
  const here = profileOf(params['slug'] ?? '');
  if (params['departmentId'] !== 'new') {
    await forum.call('profiles.changeDepartment', {
      departmentId: idIn(params['departmentId']),
      version: Number(text(form, 'version')),
      ...facts,
    });
    return redirect(`${here}?saved=changed`);
  }
  const { reopened } = await forum.call('profiles.addDepartment', {
    orgId: text(form, 'orgId'),
    specialty: text(form, 'specialty'),
    ...facts,
  });
  return redirect(`${here}?saved=${reopened ? 'reopened' : 'added'}`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'profiles', { title: string | null; start: DepartmentStart }>(
  'profiles',
  (t, { title, start }) =>
    start.id ? t('department.changeOf', { name: title! }) : t('department.add'),
);

/** Adds a department, or changes its names and its number of cases. */
export default function ProfileDepartment() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('profiles');
  const names = useT('membership');
  const { start, title } = data;
  return (
    <Page width="reading">
      <PageHead
        trail={profileTrail(data, names, t)}
        title={
          start.id
            ? t('department.changeOf', { name: title! })
            : title
              ? t('department.reopenOf', { name: title })
              : t('department.add')
        }
      />
      {start.id === null && data.fields.length === 0 ? (
        <Notice title={t('department.full')} />
      ) : (
        <DepartmentForm
          slug={data.slug}
          orgId={data.orgId}
          start={start}
          fields={data.fields}
          saved={data.saved}
          state={state}
        />
      )}
    </Page>
  );
}
