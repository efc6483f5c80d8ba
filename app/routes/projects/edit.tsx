import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { COUNTRIES } from '#app/features/projects/countries.ts';
import { ProjectForm } from '#app/features/projects/project-form.tsx';
import { readProject } from '#app/features/projects/read-form.ts';
import { Retention } from '#app/features/projects/retention.tsx';
import { countryName } from '#app/i18n/country.ts';
import { labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Notice, Page, PageHead } from '#app/ui/index.ts';
import styles from '#app/features/projects/projects.module.css';

export const loader = page(['projects', 'events'], async ({ forum, params, context }) => {
  const data = await forum.call('projects.editPage', { project: params['slug'] ?? '' });
  const codes = [...new Set([...COUNTRIES, ...data.project.countries])];
  return {
    ...data,
    countries: codes.map((code) => ({ code, name: countryName(code, context.lang) })),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const { project } = await forum.call('projects.editPage', { project: params['slug'] ?? '' });
  await forum.call('projects.update', {
    ...readProject(form),
    projectId: project.id,
    version: Number(text(form, 'version')),
  });
  return redirect(projectAddress(project.slug));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('projects', (t) => t('edit.title'));

export default function EditProject() {
  const data = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('projects');
  const lang = useLang();
  const { project } = data;
  const back = projectAddress(project.slug);
  return (
    <Page>
      <PageHead
        trail={[
          { label: t('title'), to: '/discussions' },
          { ...labelled(project.title, lang), to: back },
        ]}
        title={t('edit.title')}
      />
      {faults.refused?.code === 'STALE_VERSION' && (
        <Notice tone="caution">{t('edit.stale')}</Notice>
      )}
      <ProjectForm {...data} faults={faults} back={back} />
      {(data.translator || project.machineTexts) && (
        <section className={styles.apart}>
          <h2>{t('translator.title')}</h2>
          <p>
            {project.machineTexts
              ? t('translator.isOn', { host: data.translator ?? '—' })
              : t('translator.isOff', { host: data.translator ?? '—' })}
          </p>
          <p>{t('translator.never')}</p>
          <VerbForm
            action={`/discussions/projects/${project.id}/translator`}
            fields={{ on: String(!project.machineTexts), next: `${back}/edit` }}
            tone="secondary"
          >
            {project.machineTexts ? t('translator.turnOff') : t('translator.turnOn')}
          </VerbForm>
        </section>
      )}
      {data.retention && (
        <Retention project={project} choices={data.retention} next={`${back}/edit`} />
      )}
      <section className={styles.apart}>
        <h2>{project.ended ? t('edit.reopen') : t('edit.end')}</h2>
        <p>{project.ended ? t('edit.reopenText') : t('edit.endText')}</p>
        <VerbForm
          action={`/discussions/projects/${project.id}/end`}
          fields={{ ended: String(!project.ended), next: back }}
          tone="secondary"
        >
          {project.ended ? t('edit.reopen') : t('edit.end')}
        </VerbForm>
      </section>
    </Page>
  );
}
