import { casePath } from '#app/features/referrals/addresses.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ButtonLink, EmptyState, FactsList, Panel, Pill } from '#app/ui/index.ts';
import { Alarms, NextNotice } from './next-notice.tsx';
import styles from './visa.module.css';
import { progressOf, standOf, type VisaView } from './view.ts';

/** The way to Japan on the case's page: how it stands, what does not fit, what comes next. */
export function VisaPanel({ of, format }: { of: VisaView; format: Format }) {
  const t = useT('visa');
  const { plan } = of;
  const stand = standOf(of);
  const write = of.rights.write && (
    <ButtonLink to={casePath(of.code, 'visa', 'edit')}>{t('write')}</ButtonLink>
  );
  if (!plan || !stand) {
    return (
      <Panel title={t('title')}>
        <EmptyState title={t('none')} act={write}>
          {t('none.hint')}
        </EmptyState>
        {of.rights.guarantor && (
          <p className={styles.acts}>
            <ButtonLink small tone="quiet" to={casePath(of.code, 'visa')}>
              {t('open')}
            </ButtonLink>
          </p>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={t('title')} mark={<Pill tone={stand.tone}>{t(`stand.${stand.key}`)}</Pill>}>
      <div className={styles.stack}>
        <Alarms of={of} t={t} format={format} />
        <NextNotice of={of} t={t} format={format} />
        <FactsList layout="columns" facts={factsOf(of, t, format)} />
        <p className={styles.acts}>
          <ButtonLink
            to={casePath(of.code, 'visa')}
            tone={of.next.by !== null && of.parties.includes(of.next.by) ? 'primary' : 'secondary'}
          >
            {t('open')}
          </ButtonLink>
        </p>
      </div>
    </Panel>
  );
}

function factsOf(of: VisaView, t: T<'visa'>, format: Format) {
  const { plan, clock } = of;
  const { done, all } = progressOf(of.items);
  const day = (label: string, on: string | null | undefined) =>
    on ? [{ label, value: format.calendarDate(on) }] : [];
  return [
    { label: t('way'), value: t(`way.${plan!.way}`) },
    {
      label: t('planned'),
      value: t('span', {
        from: format.calendarDate(plan!.arrivesOn),
        to: format.calendarDate(plan!.leavesOn),
      }),
    },
    ...(all > 0 ? [{ label: t('papers'), value: t('papers.count', { done, all }) }] : []),
    ...day(t('decisionExpected'), clock?.decisionExpectedOn),
    ...(plan!.enteredOn ? [] : day(t('enterUntil'), clock?.enterUntil)),
    ...day(t('stayUntil'), plan!.stayUntil),
    ...(plan!.exitReportedOn ? [] : day(t('exitDue'), clock?.exitReportDueOn)),
  ];
}
