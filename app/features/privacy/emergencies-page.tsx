import { Link } from '@remix-run/react';
import { displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { REVIEW_HOURS } from '#server/privacy/plain.ts';
import { EmptyState, Page, PageHead, Panel, Pill, Table, type Column } from '#app/ui/index.ts';
import styles from './privacy.module.css';

type Told = Answer<'privacy.emergencies'>;
export type EmergencyLine = Told['review'][number];
type Words = { t: T<'privacy'>; format: Format };

/** Emergency accesses that wait for the reader's review, those that were reviewed, and the reader's own. */
export function EmergenciesPage({ of }: { of: Told }) {
  const say = { t: useT('privacy'), format: useFormat() };
  const { t } = say;
  return (
    <Page>
      <PageHead trail={useCaseTrail()} title={t('emergencies.title')} />
      <p className={styles.lead}>{t('emergencies.lead', { hours: REVIEW_HOURS })}</p>
      {of.review.length === 0 ? (
        <EmptyState title={t('emergencies.empty')}>{t('emergencies.emptyText')}</EmptyState>
      ) : (
        <Lines title={t('emergencies.review')} lines={of.review} linked {...say} />
      )}
      {of.own.length > 0 && <Lines title={t('emergencies.own')} lines={of.own} {...say} />}
    </Page>
  );
}

function Lines({
  title,
  lines,
  linked = false,
  ...say
}: { title: string; lines: readonly EmergencyLine[]; linked?: boolean } & Words) {
  return (
    <Panel title={title}>
      <Table
        caption={title}
        columns={columnsFor(linked, say)}
        rows={lines}
        rowKey={({ id }) => id}
      />
    </Panel>
  );
}

function columnsFor(linked: boolean, { t, format }: Words): Column<EmergencyLine>[] {
  return [
    {
      key: 'case',
      label: t('emergencies.case'),
      heads: true,
      cell: ({ id, code }) =>
        linked ? (
          <Link to={`/referrals/emergencies/${id}`}>{displayCode(code)}</Link>
        ) : (
          displayCode(code)
        ),
    },
    {
      key: 'by',
      label: t('emergencies.by'),
      cell: ({ by }) => by && <span lang={by.lang}>{by.name}</span>,
    },
    {
      key: 'span',
      label: t('emergencies.span'),
      cell: ({ openedAt, until, open }) => (
        <span className={styles.part}>
          {format.dateTime(openedAt)} – {format.time(until)}
          {open && <Pill tone="danger">{t('emergencies.nowOpen')}</Pill>}
        </span>
      ),
    },
    {
      key: 'state',
      label: t('emergencies.state'),
      cell: (line) => <ReviewState line={line} t={t} format={format} />,
    },
  ];
}

export function ReviewState({ line, t, format }: { line: EmergencyLine } & Words) {
  if (line.verdict) {
    return (
      <Pill tone={line.verdict === 'justified' ? 'good' : 'danger'}>
        {t(`verdict.${line.verdict}`)}
      </Pill>
    );
  }
  const when = format.date(line.reviewDueAt);
  return line.overdue ? (
    <Pill tone="danger">{t('emergencies.overdue', { when })}</Pill>
  ) : (
    <Pill tone="waiting">{t('emergencies.due', { when })}</Pill>
  );
}
