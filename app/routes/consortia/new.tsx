import { randomUUID } from 'node:crypto';
import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { consortiumAddress, CONSORTIA } from '#app/features/consortia/addresses.ts';
import { BeginForm } from '#app/features/consortia/begin-form.tsx';
import styles from '#app/features/consortia/consortia.module.css';
import { ProgrammeConditions } from '#app/features/consortia/facts.tsx';
import { factView } from '#app/features/consortia/view.ts';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { COUNTRIES } from '#app/features/projects/countries.ts';
import { readProject } from '#app/features/projects/read-form.ts';
import { countryName } from '#app/i18n/country.ts';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Button, DetailColumns, Field, Page, PageHead, Select } from '#app/ui/index.ts';

export const loader = page(
  ['consortia', 'projects', 'events', 'discussions'],
  async ({ forum, request, context }) => {
    const asked = new URL(request.url).searchParams;
    const programme = asked.get('programme');
    const project = asked.get('project');
    const data = await forum.call('consortia.start', {
      ...(programme && { programme }),
      ...(project && { project }),
    });
    return {
      ...data,
      facts: data.facts.map((fact) => factView(fact, context.lang)),
      programmes: data.programmes.map((one) => ({
        slug: one.slug,
        title: label(one.title, context.lang),
      })),
      countries: COUNTRIES.map((code) => ({ code, name: countryName(code, context.lang) })),
      clientId: randomUUID(),
    };
  },
);

export const action = act(async ({ forum, form }) => {
  const programme = text(form, 'programme');
  const targetOn = text(form, 'targetOn') || null;
  const projectId = text(form, 'projectId');
  if (projectId) {
    const { consortiumId } = await forum.call('consortia.beginFor', {
      projectId,
      programme,
      targetOn,
    });
    return redirect(consortiumAddress(consortiumId));
  }
  const { title, summary, direction, countries, fields, privacy } = readProject(form);
  const { consortiumId } = await forum.call('consortia.begin', {
    programme,
    targetOn,
    title,
    summary,
    direction,
    countries,
    fields,
    privacy: privacy as 'invited',
    clientId: text(form, 'clientId'),
  });
  return redirect(consortiumAddress(consortiumId));
});

export const meta = titled('consortia', (t) => t('new'));

export default function NewConsortium() {
  const data = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('consortia');
  const d = useT('discussions');
  const lang = useLang();
  const { programme, project } = data;
  return (
    <Page>
      <PageHead
        trail={[
          { label: d('title'), to: '/discussions' },
          { label: t('title'), to: CONSORTIA },
        ]}
        title={t('new')}
        facts={project ? [`${t('form.for')}: ${label(project.title, lang)}`] : []}
      />
      {programme ? (
        <DetailColumns
          main={<BeginForm {...data} programme={programme} faults={faults} />}
          facts={<ProgrammeConditions facts={data.facts} />}
        />
      ) : (
        <Form method="get" className={styles.stack}>
          {project && <input type="hidden" name="project" value={project.slug} />}
          <Field label={t('form.programme')} name="programme">
            {(control) => (
              <Select
                {...control}
                placeholder={t('form.choose')}
                options={data.programmes.map((one) => ({ value: one.slug, label: one.title }))}
              />
            )}
          </Field>
          <Button type="submit" tone="primary">
            {t('form.show')}
          </Button>
        </Form>
      )}
    </Page>
  );
}
