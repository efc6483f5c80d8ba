import { Form, Link, useRevalidator } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { useChannel } from '#app/realtime/use-channel.ts';
import {
  Button,
  ButtonLink,
  Chips,
  EmptyState,
  Field,
  Notice,
  Page,
  PageHead,
  Pagination,
  Pill,
  Table,
  TextInput,
  type Column,
  type PillTone,
} from '#app/ui/index.ts';
import { WORKLIST_VIEWS, type OpinionMark } from '#server/referrals/plain.ts';
import { casePath, displayCode, offerPath } from './addresses.ts';
import { ClockCell } from './answer-clock.tsx';
import { LapsedNotice } from './lapsed-notice.tsx';
import styles from './referrals.module.css';
import { StatePill, StatusPill } from './state-pill.tsx';
import type { WorklistData, WorklistLine } from './worklist-data.ts';

type Words = { t: T<'referrals'>; format: Format };

/** What the acting organisation has to do with patients from abroad, the most pressing first. */
export function WorklistPage({ list, t, format }: { list: WorklistData } & Words) {
  return (
    <Page>
      {list.channel && <LiveList channel={list.channel} />}
      <PageHead
        title={t('title')}
        facts={[t(`list.lead.${list.side}`)]}
        acts={
          <>
            {list.mayCount && (
              <ButtonLink to="/referrals/statistics">{t('act.statistics')}</ButtonLink>
            )}
            {list.mayReview && (
              <ButtonLink to="/referrals/emergencies" icon="shield-check">
                {t('act.emergency')}
              </ButtonLink>
            )}
            {list.mayCreate && (
              <ButtonLink to="/referrals/new" tone="primary" icon="plus">
                {t('list.new')}
              </ButtonLink>
            )}
          </>
        }
      />
      {list.keeps && (
        <Notice tone="caution" title={t('keeps.title')}>
          {t('keeps.text', { count: list.keeps.cases })}
        </Notice>
      )}
      {!list.keeps && <LapsedNotice lapsed={list.lapsed} where="list" t={t} format={format} />}
      <Chips
        label={t('list.views')}
        items={WORKLIST_VIEWS.map((view) => ({
          to: `/referrals?view=${view}`,
          label: (
            <>
              {t(`list.view.${view}`)}{' '}
              <span className={styles.chipCount}>{counted(list, view, format)}</span>
            </>
          ),
          chosen: list.view === view && list.code === null,
        }))}
      />
      <FindByCode code={list.code} t={t} />
      {list.lines.length > 0 ? (
        <Table
          caption={list.code === null ? t(`list.view.${list.view}`) : t('list.found')}
          columns={columnsFor(list, { t, format })}
          rows={list.lines}
          rowKey={({ key }) => key}
        />
      ) : (
        <Nothing list={list} t={t} />
      )}
      <Pagination
        next={
          list.next
            ? `/referrals?view=${list.view}&after=${encodeURIComponent(list.next)}`
            : undefined
        }
      />
    </Page>
  );
}

function counted({ counts, countedTo }: WorklistData, view: keyof typeof counts, format: Format) {
  const number = format.number(counts[view]);
  return counts[view] < countedTo ? number : `${number}+`;
}

/** A case whose code somebody tells on the telephone. */
function FindByCode({ code, t }: { code: string | null; t: T<'referrals'> }) {
  return (
    <Form
      key={code}
      method="get"
      action="/referrals"
      role="search"
      aria-label={t('list.find.label')}
      className={styles.findByCode}
    >
      <Field label={t('list.find.code')} name="code">
        {({ required: _never, ...control }) => (
          <TextInput
            {...control}
            type="search"
            defaultValue={code ?? ''}
            maxLength={20}
            placeholder="K7QF-2M9X-3"
          />
        )}
      </Field>
      <Button type="submit" icon="search">
        {t('list.find')}
      </Button>
    </Form>
  );
}

function columnsFor(list: WorklistData, { t, format }: Words): Column<WorklistLine>[] {
  const desk = list.side === 'desk';
  return [
    {
      key: 'case',
      label: t('list.case'),
      heads: true,
      cell: (line) => (
        <span className={styles.caseCell}>
          <Link to={line.offerId ? offerPath(line.offerId) : casePath(line.code)} prefetch="none">
            {line.specialty || t('list.unnamed')}
          </Link>
          <span className={styles.caseCode}>
            {displayCode(line.code)}
            {line.view !== 'done' &&
              line.lapsed.map((standing) => (
                <Pill key={standing} tone="caution">
                  {standing === 'membership'
                    ? t('lapsed.membership')
                    : t('lapsed.pill', { what: t(`standing.${standing}`) })}
                </Pill>
              ))}
            {line.opinion && (
              <Pill tone={opinionTone(line.opinion, list.side)}>
                {t(`list.opinion.${line.opinion}`)}
              </Pill>
            )}
            {line.visaAlarm && <Pill tone="caution">{t('list.visaAlarm')}</Pill>}
            {line.changed && <Pill tone="info">{t('list.changed')}</Pill>}
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      label: t('state'),
      cell: (line) =>
        line.kind === 'offer' && line.status && line.status !== 'accepted' ? (
          <StatusPill status={line.status} t={t} />
        ) : line.state ? (
          <StatePill state={line.state} waiting={line.view === 'waiting'} t={t} />
        ) : null,
    },
    ...(list.side === 'desk' || list.side === 'guarantor'
      ? [
          {
            key: 'from',
            label: t('list.from'),
            cell: (line: WorklistLine) => line.partner || <None />,
          },
        ]
      : []),
    ...(desk
      ? [
          {
            key: 'officer',
            label: t('officer'),
            cell: (line: WorklistLine) =>
              line.officer ? (
                <span lang={line.officer.lang}>{line.officer.name}</span>
              ) : (
                <span className={styles.none}>{t('officer.none')}</span>
              ),
          },
        ]
      : []),
    {
      key: 'urgency',
      label: t('urgency'),
      cell: (line) => (line.urgency ? t(`urgency.${line.urgency}`) : <None />),
    },
    {
      key: 'clock',
      label: t('clock.left'),
      cell: (line) => (line.clock ? <ClockCell clock={line.clock} t={t} /> : <None />),
    },
    {
      key: 'age',
      label: t('list.age'),
      cell: (line) => (
        <time dateTime={line.ageFrom} title={format.dateTime(line.ageFrom)}>
          {format.relativeDay(line.ageFrom, list.now)}
        </time>
      ),
    },
  ];
}

/** Who has the next step of a second opinion. */
const OPINION_TURN: Record<OpinionMark, 'hospital' | 'sender'> = {
  proposed: 'sender',
  wanted: 'hospital',
  agreed: 'hospital',
  writing: 'hospital',
  toRead: 'sender',
  read: 'sender',
};

/** It stands out for whose turn it is. */
function opinionTone(mark: OpinionMark, side: WorklistData['side']): PillTone {
  const own = side === 'hospital' ? 'hospital' : side === 'desk' ? null : 'sender';
  return OPINION_TURN[mark] === own ? 'waiting' : 'info';
}

function None() {
  return <span className={styles.none}>—</span>;
}

function Nothing({ list, t }: { list: WorklistData; t: T<'referrals'> }) {
  if (list.code !== null) {
    return (
      <EmptyState
        title={t('empty.code', { code: list.code })}
        act={<ButtonLink to="/referrals">{t('list.first')}</ButtonLink>}
      >
        {t('empty.code.hint')}
      </EmptyState>
    );
  }
  const key =
    list.view === 'waiting' ? (`empty.${list.side}` as const) : (`empty.${list.view}` as const);
  return (
    <EmptyState
      title={t(key)}
      act={
        list.mayCreate && (
          <ButtonLink to="/referrals/new" icon="plus">
            {t('list.new')}
          </ButtonLink>
        )
      }
    >
      {list.view === 'waiting' && t('empty.hint')}
    </EmptyState>
  );
}

/** The list is read again when the organisation's channel says that something moved. */
function LiveList({ channel }: { channel: { id: string; asOf: number } }) {
  const { revalidate } = useRevalidator();
  useChannel('org', channel.id, channel.asOf, {
    apply(events) {
      if (events.some(({ type }) => type === 'worklist.changed')) revalidate();
    },
    resync: revalidate,
    closed: revalidate,
  });
  return null;
}
