import { casePath } from '#app/features/referrals/addresses.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ButtonLink, FactsList, Panel, Pill } from '#app/ui/index.ts';
import styles from './summaries.module.css';
import type { SummaryStanding } from './view.ts';

/** How the return summary stands, on the case's page, and what can be done about it. */
export function SummaryPanel({ of, format }: { of: SummaryStanding; format: Format }) {
  const t = useT('summaries');
  const { issued, rights } = of;
  if (!issued && !rights.write && !of.earlier) return null;
  const waits = rights.review || (rights.write && !issued);
  return (
    <Panel
      title={t(of.kind === 'opinion' ? 'title.opinion' : 'title')}
      mark={issued && <StatePill of={of} t={t} />}
    >
      <div className={styles.stack}>
        {issued ? (
          <FactsList layout="columns" facts={factsOf(of, t, format)} />
        ) : (
          <p className={styles.note}>
            {t(of.kind === 'opinion' ? 'none.opinion' : rights.write ? 'none' : 'none.yet')}
          </p>
        )}
        <p className={styles.acts}>
          {rights.read && (
            <ButtonLink
              to={casePath(of.code, 'summary')}
              tone={waits && issued ? 'primary' : 'secondary'}
            >
              {t(of.kind === 'opinion' ? 'open.opinion' : 'open')}
            </ButtonLink>
          )}
          {of.earlier && (
            <ButtonLink to={`${casePath(of.code, 'summary')}?of=opinion`}>
              {t('open.opinion')}
            </ButtonLink>
          )}
          {rights.write && (
            <ButtonLink
              to={casePath(of.code, 'summary', 'edit')}
              tone={waits && !issued ? 'primary' : 'secondary'}
            >
              {t(of.draft ? 'goOn' : issued ? 'rewrite' : 'write')}
            </ButtonLink>
          )}
        </p>
      </div>
    </Panel>
  );
}

function StatePill({ of, t }: { of: SummaryStanding; t: T<'summaries'> }) {
  return of.issued?.reviewedAt ? (
    <Pill tone="good">{t('state.reviewed')}</Pill>
  ) : (
    <Pill tone="waiting">{t('state.issued')}</Pill>
  );
}

function factsOf({ issued, link }: SummaryStanding, t: T<'summaries'>, format: Format) {
  if (!issued) return [];
  const reviewed = issued.reviewedAt
    ? t(`reviewed.${issued.reviewedBy ?? 'sender'}`, { when: format.dateTime(issued.reviewedAt) })
    : t('reviewed.not');
  return [
    { label: t('issuedAt'), value: format.dateTime(issued.at) },
    { label: t('reviewed'), value: reviewed },
    ...(link ? [{ label: t('link'), value: linkText(link, t, format) }] : []),
  ];
}

/** Where the doctor's link stands. */
export function linkText(
  link: NonNullable<SummaryStanding['link']>,
  t: T<'summaries'>,
  format: Format,
): string {
  if (link.openedAt) return t('link.opened', { when: format.dateTime(link.openedAt) });
  return link.waits
    ? t('link.waits', { when: format.dateTime(link.until) })
    : t('link.over', { when: format.dateTime(link.sentAt) });
}
