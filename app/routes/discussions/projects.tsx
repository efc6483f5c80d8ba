import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { BOOKMARKS, DISCUSSIONS } from '#app/features/discussions/addresses.ts';
import { ProjectLines, type ProjectLine } from '#app/features/discussions/project-lines.tsx';
import {
  chosenFrom,
  fileAddress,
  LIST,
  narrowing,
  type Chosen,
} from '#app/features/projects/list-filter.ts';
import { ListForm } from '#app/features/projects/list-form.tsx';
import list from '#app/features/projects/list.module.css';
import { ViewTabs } from '#app/features/projects/view-tabs.tsx';
import { countryName } from '#app/i18n/country.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import type { RootData } from '#app/shell/shell-data.ts';
import { Button, ButtonLink, EmptyState, Page, PageHead } from '#app/ui/index.ts';
import styles from '#app/features/discussions/projects.module.css';

export const loader = page(
  ['discussions', 'projects', 'threads'],
  async ({ forum, url, context }) => {
    const chosen = chosenFrom(url.searchParams);
    const { now, may, projects, ...offer } = await forum.call('projects.list', chosen);
    const named = (codes: readonly string[]) =>
      codes.map((code) => countryName(code, context.lang));
    return {
      now,
      may,
      chosen: chosen as Chosen,
      offer,
      countries: offer.offered.countries.map((code) => ({
        value: code,
        label: countryName(code, context.lang),
      })),
      projects: projects.map((one): ProjectLine => {
        const { id, slug, title, summary, stage, orgs, threads, unread } = one;
        const { lastPostAt, endedOn, mine, countries } = one;
        return {
          ...{ id, slug, title, summary, stage, orgs, threads, unread },
          ...{ lastPostAt, endedOn, mine, countries: named(countries) },
        };
      }),
    };
  },
);

export const meta = titled('discussions', (t) => t('title'));

export default function Projects() {
  const { now, projects, may, chosen, offer, countries } = useLoaderData<typeof loader>().data;
  const org = (useRouteLoaderData('root') as { data: RootData } | undefined)?.data.shell?.acting
    ?.name;
  const format = useFormat();
  const t = useT('discussions');
  const tp = useT('projects');
  const life = useT('threads');
  const unread = projects.some((project) => project.unread > 0);
  // One's own come first in the order of the newest posts; another order is of all.
  const isGrouped = !chosen.sort || chosen.sort === 'activity';
  const first = isGrouped ? projects.filter((project) => project.mine) : projects;
  const others = isGrouped ? projects.filter((project) => !project.mine) : [];
  const { all } = offer.offered;
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
      {all === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      ) : (
        <div className={list.over}>
          <p className={list.count} role="status">
            {narrowing(chosen) > 0
              ? tp('list.found', { count: projects.length, all })
              : tp('list.count', { count: all })}
          </p>
          <span className={list.file}>
            <ButtonLink to={fileAddress(chosen)} icon="download" small reloadDocument>
              {tp('list.csv')}
            </ButtonLink>
            <Button icon="printer" small onClick={() => window.print()}>
              {tp('list.print')}
            </Button>
          </span>
          <ListForm offer={offer} countries={countries} chosen={chosen} />
          <p className={list.printed}>
            {tp('list.printed', { org: org ?? '', date: format.date(now) })}
          </p>
        </div>
      )}
      {all > 0 && projects.length === 0 && (
        <EmptyState
          title={tp('board.empty')}
          act={
            <ButtonLink to={LIST} icon="x">
              {tp('list.clear')}
            </ButtonLink>
          }
        >
          {tp('board.emptyText')}
        </EmptyState>
      )}
      {first.length > 0 && <ProjectLines projects={first} stages={offer.stages} now={now} />}
      {others.length > 0 && (
        <section className={styles.others}>
          <h2>{t('others')}</h2>
          <ProjectLines projects={others} stages={offer.stages} now={now} />
        </section>
      )}
    </Page>
  );
}
