import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { type Lang } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { LOG_VIEWS } from '#server/privacy/plain.ts';
import {
  ButtonLink,
  Chips,
  EmptyState,
  Page,
  PageHead,
  Pagination,
  Pill,
  Table,
  type Column,
} from '#app/ui/index.ts';
import styles from './privacy.module.css';

type Log = Answer<'privacy.accessLog'>;
type Line = Log['lines'][number];
type Words = { t: T<'privacy'>; words: T<'referrals'>; format: Format; lang: Lang };

/** Who has seen a case, when, which part of it and why: as it stands in the sealed record. */
export function AccessLogPage({ of }: { of: Log }) {
  const t = useT('privacy');
  const say = { t, words: useT('referrals'), format: useFormat(), lang: useLang() };
  const own = casePath(of.code, 'access');
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('log.title')}
        facts={[displayCode(of.code)]}
        acts={
          <ButtonLink to={casePath(of.code, 'access.csv')} icon="download" reloadDocument>
            {t('log.csv')}
          </ButtonLink>
        }
      />
      <p className={styles.lead}>
        {t('log.lead')} {of.sinceAccepted && t('log.sinceAccepted')}
      </p>
      <Chips
        label={t('log.views')}
        items={LOG_VIEWS.map((view) => ({
          to: `${own}?view=${view}`,
          label: t(`log.view.${view}`),
          chosen: view === of.view,
        }))}
      />
      {of.lines.length === 0 ? (
        <EmptyState title={t('log.empty')}>{t('log.emptyText')}</EmptyState>
      ) : (
        <Table
          caption={t('log.title')}
          columns={columnsFor(say)}
          rows={of.lines}
          rowKey={(line) => `${line.at} ${line.part} ${JSON.stringify(line.who)} ${line.reason}`}
        />
      )}
      <Pagination
        next={of.next ? `${own}?view=${of.view}&after=${encodeURIComponent(of.next)}` : undefined}
      />
    </Page>
  );
}

function columnsFor({ t, words, format, lang }: Words): Column<Line>[] {
  return [
    {
      key: 'at',
      label: t('log.at'),
      cell: (line) => (
        <>
          <time dateTime={line.at}>{format.dateTime(line.at)}</time>
          {line.count > 1 && (
            <span className={styles.note}>
              {t('log.times', { count: line.count, since: format.time(line.since) })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'who',
      label: t('log.who'),
      heads: true,
      cell: (line) => <Who of={line.who} t={t} lang={lang} />,
    },
    {
      key: 'part',
      label: t('log.part'),
      cell: (line) => (
        <span className={styles.part}>
          {t(`log.part.${line.part}`)}
          {line.emergency && <Pill tone="danger">{t('log.emergency')}</Pill>}
        </span>
      ),
    },
    {
      key: 'why',
      label: t('log.why'),
      cell: (line) => (
        <>
          {line.reason
            ? words(`open.because.${line.reason}`)
            : t(line.emergency ? 'log.byEmergency' : 'log.byPart')}
          {line.words && <span className={styles.note}>{line.words}</span>}
        </>
      ),
    },
  ];
}

function Who({ of, t, lang }: { of: Line['who']; t: T<'privacy'>; lang: Lang }) {
  if (of.kind !== 'person' && of.kind !== 'organisation') return <>{t(`log.${of.kind}`)}</>;
  const org = <LabelText of={of.org} lang={lang} />;
  if (of.kind === 'organisation') return org;
  return (
    <>
      <span lang={of.lang}>{of.name}</span>
      {of.deputyFor && (
        <span className={styles.note}>{t('log.deputyFor', { name: of.deputyFor.name })}</span>
      )}
      <span className={styles.note}>{org}</span>
    </>
  );
}
