import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import {
  ButtonLink,
  EmptyState,
  ErrorSummary,
  FactsList,
  Notice,
  Page,
  PageHead,
  Panel,
  Pill,
} from '#app/ui/index.ts';
import { Checklist } from './checklist.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { GuarantorPanel } from './guarantor-panel.tsx';
import { Alarms, NextNotice } from './next-notice.tsx';
import { PapersPanel } from './papers-panel.tsx';
import { refusedForm, refusedLabels } from './refused.ts';
import styles from './visa.module.css';
import { standOf, type PlanView, type VisaPageProps } from './view.ts';

/** The way to Japan and back, for hospital, sender, officer and guarantor: each with its own part. */
export function VisaPage(props: VisaPageProps) {
  const { of, state, t, format } = props;
  const { plan } = of;
  const stand = standOf(of);
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('title')}
        state={stand && <Pill tone={stand.tone}>{t(`stand.${stand.key}`)}</Pill>}
        facts={[displayCode(of.code)]}
        acts={
          of.rights.write && (
            <ButtonLink
              to={casePath(of.code, 'visa', 'edit')}
              tone={plan ? 'secondary' : 'primary'}
            >
              {t(plan ? 'rewrite' : 'write')}
            </ButtonLink>
          )
        }
      />
      <ErrorSummary
        refused={state.refused}
        form={refusedForm(state)}
        labels={refusedLabels(state, t)}
      />
      <div className={styles.stack}>
        <NextNotice of={of} t={t} format={format} />
        <Alarms of={of} t={t} format={format} />
        {of.reports.all > 0 && (
          <Notice
            tone={of.reports.owed > 0 ? 'caution' : 'info'}
            title={
              of.reports.owed > 0
                ? t('reports.owed', { count: of.reports.owed })
                : t('reports.none')
            }
            act={
              <ButtonLink small to={casePath(of.code, 'visa', 'reports')}>
                {t('reports.open')}
              </ButtonLink>
            }
          />
        )}
      </div>
      {plan ? (
        <>
          <PlanPanel plan={plan} {...props} />
          <ClockPanel {...props} plan={plan} />
          {of.items.length > 0 && of.side !== 'guarantor' && <Checklist {...props} />}
        </>
      ) : (
        <Panel title={t('plan')}>
          <EmptyState title={t('none')}>{t('none.hint')}</EmptyState>
        </Panel>
      )}
      {(of.guarantor || of.rights.guarantor) && <GuarantorPanel {...props} />}
      {plan && of.side !== 'guarantor' && <PapersPanel {...props} />}
    </Page>
  );
}

function PlanPanel({ plan, t, format }: { plan: PlanView } & VisaPageProps) {
  return (
    <Panel title={t('plan')}>
      <FactsList
        layout="columns"
        facts={[
          { label: t('way'), value: t(`way.${plan.way}`) },
          {
            label: t('planned'),
            value: t('span.days', {
              from: format.calendarDate(plan.arrivesOn),
              to: format.calendarDate(plan.leavesOn),
              count: plan.days,
            }),
          },
          ...(plan.inpatient === null
            ? []
            : [
                {
                  label: t('inpatient'),
                  value: t(plan.inpatient ? 'inpatient.yes' : 'inpatient.no'),
                },
              ]),
          ...(plan.companions === null
            ? []
            : [
                {
                  label: t('companions'),
                  value: t('companions.count', { count: plan.companions }),
                },
              ]),
          ...(plan.coeBy ? [{ label: t('coeBy'), value: t(`coeBy.${plan.coeBy}`) }] : []),
        ]}
      />
      {plan.long && <p className={styles.note}>{t('long.note')}</p>}
    </Panel>
  );
}
