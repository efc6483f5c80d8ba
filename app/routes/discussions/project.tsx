import { useLoaderData } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { ProjectFacts } from '#app/features/discussions/project-facts.tsx';
import styles from '#app/features/discussions/projects.module.css';
import { ProjectTabs } from '#app/features/projects/project-tabs.tsx';
import { StageLadder } from '#app/features/discussions/stage-ladder.tsx';
import { HeldPosts } from '#app/features/discussions/held-posts.tsx';
import { ChatLine, ThreadLines } from '#app/features/discussions/thread-lines.tsx';
import { countryName } from '#app/i18n/country.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { foreignIn, label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { THREAD_STATES } from '#server/discussions/schemas.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import {
  ButtonLink,
  Chips,
  DetailColumns,
  EmptyState,
  IconLink,
  Page,
  PageHead,
  Pagination,
  Pill,
} from '#app/ui/index.ts';

export const loader = page(
  ['discussions', 'projects', 'threads'],
  async ({ forum, params, context, url }) => {
    const state = THREAD_STATES.find((one) => one === url.searchParams.get('state'));
    const after = url.searchParams.get('after') ?? undefined;
    const data = await forum.call('discussions.projectPage', {
      project: params['slug'] ?? '',
      ...(state && { state }),
      ...(after && { after }),
    });
    const application = await forum.call('consortia.ofProject', { project: data.project.id });
    const countries = data.project.countries.map((code) => countryName(code, context.lang));
    const heading = label(data.project.title, context.lang);
    return {
      ...data,
      heading,
      application,
      project: { ...data.project, countries },
      shown: state ?? null,
      isFirst: after === undefined,
    };
  },
);

export const meta = titled<'discussions', { heading: string }>(
  'discussions',
  (_t, { heading }) => heading,
);

export default function Project() {
  const data = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const s = useT('shell');
  const lang = useLang();
  const format = useFormat();
  const { project, threads, chat, may, now, held, me, shown, states } = data;
  const listed = (state: string | null, from?: string) => {
    const search = new URLSearchParams({ ...(state && { state }), ...(from && { after: from }) });
    return `${projectAddress(project.slug)}${search.size > 0 ? `?${search}` : ''}#threads`;
  };
  const total = states.reduce((sum, { count }) => sum + count, 0);
  useRefresh([
    { channel: { kind: 'project', id: project.id }, asOfSeq: project.asOfSeq },
    { channel: { kind: 'person', id: me.personId }, asOfSeq: me.asOfSeq },
    ...[...threads, ...(chat ? [chat] : [])].map(({ id, asOfSeq }) => ({
      channel: { kind: 'thread' as const, id },
      asOfSeq,
    })),
  ]);
  const start = `${projectAddress(project.slug)}/new`;
  const stage = project.stages.find((one) => one.code === project.stage);
  return (
    <Page>
      <PageHead
        trail={[{ label: t('title'), to: '/discussions' }]}
        title={data.heading}
        lang={foreignIn(project.title, lang)}
        state={
          project.endedAt ? (
            <Pill>{t('ended')}</Pill>
          ) : (
            <Pill tone="info">{label(stage?.labels, lang) || project.stage}</Pill>
          )
        }
        facts={[t('taking', { count: data.people, orgs: data.orgs.length })]}
        acts={
          <>
            <IconLink
              to={`/search?projectId=${project.id}`}
              icon="search"
              label={s('search.inProject')}
            />
            {may.createThread && (
              <ButtonLink to={start} tone="primary" icon="plus">
                {t('project.newThread')}
              </ButtonLink>
            )}
          </>
        }
      />
      <ProjectTabs slug={project.slug} isDesk={project.isDesk} />
      <DetailColumns
        main={
          <>
            <p className={styles.purpose}>
              <LabelText of={project.summary} lang={lang} />
            </p>
            <StageLadder stages={project.stages} now={project.stage} />
            {chat && <ChatLine chat={chat} now={now} />}
            <section className={styles.section} id="threads">
              <h2>{t('project.threads')}</h2>
              {(shown !== null || states.filter(({ count }) => count > 0).length > 1) && (
                <Chips
                  label={t('project.filter')}
                  items={[
                    {
                      to: listed(null),
                      label: `${t('project.allStates')} ${format.number(total)}`,
                      chosen: shown === null,
                    },
                    ...states
                      .filter(({ state, count }) => count > 0 || state === shown)
                      .map(({ state, count }) => ({
                        to: listed(state),
                        label: `${t(`state.${state}`)} ${format.number(count)}`,
                        chosen: state === shown,
                      })),
                  ]}
                />
              )}
              <HeldPosts held={held} t={t} />
              {threads.length > 0 || held.length > 0 ? (
                <ThreadLines threads={threads} now={now} />
              ) : total > 0 ? (
                <EmptyState
                  title={t('project.noneOfState')}
                  act={<ButtonLink to={listed(null)}>{t('project.allStates')}</ButtonLink>}
                >
                  {t('project.noneOfStateText')}
                </EmptyState>
              ) : (
                <EmptyState
                  title={t('project.threadsEmpty.title')}
                  act={
                    may.createThread && <ButtonLink to={start}>{t('project.newThread')}</ButtonLink>
                  }
                >
                  {t('project.threadsEmpty.text')}
                </EmptyState>
              )}
              <Pagination
                previous={data.isFirst ? undefined : listed(shown)}
                next={data.next ? listed(shown, data.next) : undefined}
              />
            </section>
          </>
        }
        facts={<ProjectFacts data={data} application={data.application} />}
      />
    </Page>
  );
}
