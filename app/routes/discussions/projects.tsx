import { useLoaderData } from '@remix-run/react';
import { BOOKMARKS, DISCUSSIONS } from '#app/features/discussions/addresses.ts';
import { ProjectLines } from '#app/features/discussions/project-lines.tsx';
import { ViewTabs } from '#app/features/projects/view-tabs.tsx';
import { countryName } from '#app/i18n/country.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, ButtonLink, EmptyState, Page, PageHead } from '#app/ui/index.ts';
import styles from '#app/features/discussions/projects.module.css';

export const loader = page(['discussions', 'projects', 'threads'], async ({ forum, context }) => {
  const { now, projects, may } = await forum.call('discussions.listProjects', {});
  return {
    now,
    may,
    projects: projects.map((project) => ({
      ...project,
      countries: project.countries.map((code) => countryName(code, context.lang)),
    })),
  };
});

export const meta = titled('discussions', (t) => t('title'));

export default function Projects() {
  const { now, projects, may } = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const tp = useT('projects');
  const life = useT('threads');
  const unread = projects.some((project) => project.unread > 0);
  const mine = projects.filter((project) => project.mine);
  const others = projects.filter((project) => !project.mine);
  return (
    <Page>
      <PageHead
        title={t('title')}
        facts={[t('lead')]}
        acts={
          <>
            <ButtonLink to={BOOKMARKS} icon="star">
              {life('bookmarks.title')}
            </ButtonLink>
            {unread && (
              <form method="post" action={`${DISCUSSIONS}/all-read`}>
                <Button type="submit" icon="check">
                  {life('allRead')}
                </Button>
              </form>
            )}
            {may.create && (
              <ButtonLink to="/discussions/projects/new" tone="primary" icon="plus">
                {tp('new')}
              </ButtonLink>
            )}
          </>
        }
      />
      <ViewTabs />
      {projects.length === 0 && <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
      {mine.length > 0 && <ProjectLines projects={mine} now={now} />}
      {others.length > 0 && (
        <section className={styles.others}>
          <h2>{t('others')}</h2>
          <ProjectLines projects={others} now={now} />
        </section>
      )}
    </Page>
  );
}
