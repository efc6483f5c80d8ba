import { certificateName } from '#app/features/membership/profile.tsx';
import { useT, type T } from '#app/i18n/use-t.ts';
import { REMINDER_DAYS } from '#server/certifications/plain.ts';
import { ButtonLink, Pill, Table, type Column } from '#app/ui/index.ts';
import styles from './certifications.module.css';
import type { CertificationLine, CertificationsView } from './view.ts';

/** Every entry with its validity and what it rests on; those who keep them can correct each. */
export function CertificationTable({
  view,
  correctAt,
}: {
  view: CertificationsView;
  correctAt: (id: string) => string;
}) {
  const t = useT('certifications');
  const names = useT('membership');
  const columns: Column<CertificationLine>[] = [
    {
      key: 'kind',
      label: t('kind'),
      heads: true,
      cell: ({ kind, number }) => (
        <span className={styles.lines}>
          {certificateName(kind, names)}
          {number && <small>{t('number', { number })}</small>}
        </span>
      ),
    },
    { key: 'validity', label: t('validity'), cell: (line) => <Validity line={line} t={t} /> },
    {
      key: 'basis',
      label: t('basis'),
      cell: ({ evidence, verified, verifiedBy, verifierLang }) => (
        <span className={styles.lines}>
          <span>{evidence ?? t('noEvidence')}</span>
          {verified ? (
            <small>
              {t('verified', { date: verified })}{' '}
              <span lang={verifierLang ?? undefined}>{verifiedBy}</span>
            </small>
          ) : (
            <small>{t('notVerified.hint')}</small>
          )}
        </span>
      ),
    },
    ...(view.writes
      ? [
          {
            key: 'acts',
            label: t('acts'),
            cell: ({ id, kind }: CertificationLine) => (
              <ButtonLink
                to={correctAt(id)}
                small
                preventScrollReset
                aria-label={t('correct.title', { kind: certificateName(kind, names) })}
              >
                {t('correct')}
              </ButtonLink>
            ),
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={t('table')}
      columns={columns}
      rows={view.lines}
      rowKey={(line: CertificationLine) => line.id}
    />
  );
}

function Validity({ line, t }: { line: CertificationLine; t: T<'certifications'> }) {
  const { from, to, phase, daysLeft, verified } = line;
  const soon = phase === 'holds' && daysLeft !== null && daysLeft <= REMINDER_DAYS[0];
  return (
    <span className={styles.lines}>
      <span>{to === null ? t('open', { from }) : t('to', { from, to })}</span>
      {phase === 'over' && <Pill tone="danger">{t('daysLeft.none')}</Pill>}
      {soon && <Pill tone="caution">{t('daysLeft', { count: daysLeft })}</Pill>}
      {verified === null && <Pill tone="neutral">{t('notVerified')}</Pill>}
    </span>
  );
}
