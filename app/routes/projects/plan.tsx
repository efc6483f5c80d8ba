import { useLoaderData } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { History } from '#app/features/projects/history.tsx';
import { Kpis } from '#app/features/projects/kpis.tsx';
import { Links } from '#app/features/projects/links.tsx';
import { Milestones } from '#app/features/projects/milestones.tsx';
import { planPlots } from '#app/features/projects/plan-plots.server.ts';
import { ProjectTabs } from '#app/features/projects/project-tabs.tsx';
import styles from '#app/features/projects/projects.module.css';
import { Reviews } from '#app/features/projects/reviews.tsx';
import { foreignIn, label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { DetailColumns, Page, PageHead, Pill } from '#app/ui/index.ts';

export const loader = page(['projects'], async ({ forum, params, context }) => {
  const plan = await forum.call('projects.planPage', { project: params['slug'] ?? '' });
  return { ...plan, plots: await planPlots(plan.kpis, context.lang) };
});

export const meta = titled('projects', (t) => t('tab.plan'));

export default function Plan() {
  const data = useLoaderData<typeof loader>().data;
  const t = useT('projects');
  const lang = useLang();
  const format = useFormat();
  const { project } = data;
  useRefresh([{ channel: { kind: 'project', id: project.id }, asOfSeq: project.asOfSeq }]);
  const props = {
    data,
    verbs: `/discussions/projects/${project.id}`,
    next: `${projectAddress(project.slug)}/plan`,
    t,
    lang,
    format,
  };
  const goals = label(project.goals, lang).split('\n').filter(Boolean);
  return (
    <Page>
      <PageHead
        trail={[{ label: t('title'), to: '/discussions' }]}
        title={label(project.title, lang)}
        lang={foreignIn(project.title, lang)}
        state={project.ended ? <Pill>{t('ended')}</Pill> : undefined}
      />
      <ProjectTabs slug={project.slug} isDesk={data.isDesk} />
      <DetailColumns
        main={
          <>
            {goals.length > 0 && (
              <section className={styles.part}>
                <h2>{t('field.goals')}</h2>
                <ul className={styles.goals} lang={foreignIn(project.goals, lang)}>
                  {goals.map((goal) => (
                    <li key={goal}>{goal}</li>
                  ))}
                </ul>
              </section>
            )}
            <Milestones {...props} />
            <Kpis {...props} />
            <Reviews {...props} />
          </>
        }
        facts={
          <>
            <Links {...props} />
            <History data={data} t={t} lang={lang} format={format} />
          </>
        }
      />
    </Page>
  );
}
