import { randomUUID } from 'node:crypto';
import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { COUNTRIES } from '#app/features/projects/countries.ts';
import { ProjectForm } from '#app/features/projects/project-form.tsx';
import { readProject } from '#app/features/projects/read-form.ts';
import { countryName } from '#app/i18n/country.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['projects', 'events'], async ({ forum, context }) => ({
  ...(await forum.call('projects.choices', {})),
  countries: COUNTRIES.map((code) => ({ code, name: countryName(code, context.lang) })),
  clientId: randomUUID(),
}));

export const action = act(async ({ forum, form }) => {
  const leadOrgId = text(form, 'leadOrgId');
  const { slug } = await forum.call('projects.create', {
    ...readProject(form),
    clientId: text(form, 'clientId'),
    ...(leadOrgId && { leadOrgId }),
  });
  return redirect(`${projectAddress(slug)}/people`);
});

export const meta = titled('projects', (t) => t('new'));

export default function NewProject() {
  const data = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('projects');
  return (
    <Page>
      <PageHead trail={[{ label: t('title'), to: '/discussions' }]} title={t('new')} />
      <ProjectForm {...data} faults={faults} back="/discussions" />
    </Page>
  );
}
