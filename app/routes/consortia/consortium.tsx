import { Link, useLoaderData } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { AddRole } from '#app/features/consortia/add-role.tsx';
import { consortiumAddress, CONSORTIA, folderAddress } from '#app/features/consortia/addresses.ts';
import { Candidates } from '#app/features/consortia/candidates.tsx';
import { Checks, Steps } from '#app/features/consortia/checks.tsx';
import { ProgrammeConditions } from '#app/features/consortia/facts.tsx';
import { Frame, Progress } from '#app/features/consortia/frame.tsx';
import { OwnSeat } from '#app/features/consortia/own-seat.tsx';
import { Roles } from '#app/features/consortia/roles.tsx';
import { STATE_TONES } from '#app/features/consortia/state-tones.ts';
import styles from '#app/features/consortia/consortia.module.css';
import { pageView } from '#app/features/consortia/view.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { foreignIn, label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import {
  Button,
  ButtonLink,
  DetailColumns,
  FactsSection,
  Notice,
  Page,
  PageHead,
  Pill,
} from '#app/ui/index.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const loader = page(
  ['consortia', 'projects', 'discussions'],
  async ({ forum, params, request, context }) => {
    const role = new URL(request.url).searchParams.get('role');
    const data = await forum.call('consortia.page', {
      consortiumId: params['consortiumId'] ?? '',
      ...(role && UUID.test(role) && { candidatesFor: role }),
    });
    const heading = label(data.project.title, context.lang);
    return { ...pageView(data, context.lang), heading, role };
  },
);

export const meta = titled<'consortia', { heading: string }>(
  'consortia',
  (_t, { heading }) => heading,
);

export default function Consortium() {
  const data = useLoaderData<typeof loader>().data;
  const t = useT('consortia');
  const d = useT('discussions');
  const lang = useLang();
  const { inside, project, programme, role } = data;
  const next = consortiumAddress(data.id);
  const verbs = `${next}/act`;
  const given = { data, verbs, next };
  // Whoever was only asked does not hear the space: their own notices tell them.
  useRefresh(
    project.slug
      ? [{ channel: { kind: 'project', id: project.id }, asOfSeq: project.asOfSeq }]
      : [],
  );
  return (
    <Page>
      <PageHead
        trail={[
          { label: d('title'), to: '/discussions' },
          { label: t('title'), to: CONSORTIA },
        ]}
        title={data.heading}
        state={<Pill tone={STATE_TONES[data.state]}>{t(`state.${data.state}`)}</Pill>}
        acts={
          <span className={styles.answers}>
            <Button icon="printer" onClick={() => window.print()}>
              {t('print')}
            </Button>
            <ButtonLink icon="download" to={folderAddress(data.id)} reloadDocument>
              {t('folder')}
            </ButtonLink>
            {project.slug && (
              <ButtonLink to={projectAddress(project.slug)}>{t('toSpace')}</ButtonLink>
            )}
          </span>
        }
      />
      <DetailColumns
        main={
          <>
            {data.state !== 'forming' && <Notice>{t(`ended.${data.state}`)}</Notice>}
            <OwnSeat {...given} />
            <p className={styles.lead} lang={foreignIn(project.summary, lang)}>
              {label(project.summary, lang)}
            </p>
            {role && <Candidates data={data} roleId={role} verbs={verbs} />}
            <Roles {...given} />
            {data.may.write && <AddRole verbs={verbs} next={next} />}
            {inside && <Checks data={data} inside={inside} />}
            {inside && <Steps {...given} inside={inside} />}
          </>
        }
        facts={
          <>
            <FactsSection title={t('form.programme')}>
              <strong className={styles.value}>
                <Link to={`/library/${programme.slug}`} lang={foreignIn(programme.title, lang)}>
                  {label(programme.title, lang)}
                </Link>
              </strong>
              <p className={styles.note} lang={foreignIn(programme.sponsor, lang)}>
                {label(programme.sponsor, lang)}
              </p>
            </FactsSection>
            {inside && <Frame {...given} inside={inside} />}
            <ProgrammeConditions facts={data.facts} />
            <Progress {...given} />
          </>
        }
      />
    </Page>
  );
}
