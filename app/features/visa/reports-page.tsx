import { Form } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  EmptyState,
  ErrorSummary,
  FactsList,
  Field,
  FormStack,
  Page,
  PageHead,
  Panel,
  Pill,
  Select,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { REPORTED_TO } from '#server/visa/plain.ts';
import type { ReportsView, ReportView } from './reports-view.ts';
import styles from './visa.module.css';

type Props = { of: ReportsView; state: FormState; t: T<'visa'>; format: Format };

/** What changed of what a guarantor vouched for, until when it is reported, and what was. */
export function ReportsPage(props: Props) {
  const { of, state, t } = props;
  return (
    <Page>
      <PageHead
        trail={[...useCaseTrail(of.code), { label: t('title'), to: casePath(of.code, 'visa') }]}
        title={t('reports')}
        facts={[displayCode(of.code), ...(of.guarantor ? [of.guarantor] : [])]}
      />
      <ErrorSummary
        refused={state.refused}
        form={state.value('reportId')}
        labels={{
          on: t('reports.on'),
          to: t('reports.to'),
          reference: t('reports.reference'),
        }}
      />
      <p className={styles.note}>{t('reports.lead', { count: of.days })}</p>
      {of.reports.length === 0 ? (
        <EmptyState title={t('reports.none')} />
      ) : (
        of.reports.map((report) => <OneReport key={report.id} {...props} report={report} />)
      )}
    </Page>
  );
}

function OneReport(props: Props & { report: ReportView }) {
  const { of, report, t, format } = props;
  const late = report.reportedOn === null && of.today > report.dueOn;
  const pill = report.reportedOn ? 'done' : late ? 'late' : 'due';
  return (
    <Panel
      title={t(`report.${report.kind}`)}
      mark={
        <Pill tone={report.reportedOn ? 'good' : late ? 'danger' : 'caution'}>
          {t(`reports.state.${pill}`)}
        </Pill>
      }
    >
      <div className={styles.stack}>
        <FactsList layout="columns" facts={factsOf(props)} />
        {of.writes && (
          <>
            <p className={styles.acts}>
              {(['ja', 'en'] as const).map((lang) => (
                <ButtonLink
                  key={lang}
                  small
                  reloadDocument
                  to={`/files/visa-reports/${encodeURIComponent(of.code)}/${report.id}?lang=${lang}`}
                >
                  {t('reports.print', { lang: t(`lang.${lang}`) })}
                </ButtonLink>
              ))}
            </p>
            {report.reportedOn ? (
              <TakeBack report={report} t={t} />
            ) : (
              <ReportForm {...props} key={report.version} />
            )}
          </>
        )}
      </div>
    </Panel>
  );

  function factsOf({ report: one }: typeof props) {
    const { from, to } = one.facts;
    const fact = (label: string, value: string | null) => (value ? [{ label, value }] : []);
    return [
      ...fact(t('reports.before'), told(from)),
      ...fact(t('reports.after'), told(to)),
      ...(one.reportedOn === null
        ? fact(t('reports.dueOn'), format.calendarDate(one.dueOn))
        : fact(t('reports.on'), format.calendarDate(one.reportedOn))),
      ...fact(t('reports.to'), one.reportedTo && t(`reportedTo.${one.reportedTo}`)),
      ...fact(t('reports.reference'), one.reference),
    ];
  }

  function told(of?: ReportView['facts']['from']): string | null {
    if (!of) return null;
    if (of.count !== undefined) return t('companions.count', { count: of.count });
    const [from, until] = [of.on, of.until].map((on) => (on ? format.calendarDate(on) : null));
    if (from && until) return t('span', { from, to: until });
    return until ?? from ?? null;
  }
}

function ReportForm({ of, report, state, t }: Props & { report: ReportView }) {
  const mine = state.value('reportId') === report.id;
  const error = (name: string) => (mine ? state.error(name) : undefined);
  return (
    <Form method="post" className={styles.act}>
      <Common report={report} act="report" />
      <FormStack>
        <h3 className={styles.head}>{t('reports.enter')}</h3>
        <div className={styles.pair}>
          <Field label={t('reports.on')} name="on" form={report.id} error={error('on')}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                max={of.today}
                defaultValue={mine ? state.value('on') : of.today}
              />
            )}
          </Field>
          <Field label={t('reports.to')} name="to" form={report.id} error={error('to')}>
            {(control) => (
              <Select
                {...control}
                placeholder={t('reports.choose')}
                defaultValue={mine ? state.value('to') : ''}
                options={REPORTED_TO.map((to) => ({ value: to, label: t(`reportedTo.${to}`) }))}
              />
            )}
          </Field>
          <Field
            label={t('reports.reference')}
            name="reference"
            form={report.id}
            hint={t('reports.reference.hint')}
            error={error('reference')}
            optional
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={40}
                autoComplete="off"
                defaultValue={mine ? state.value('reference') : ''}
              />
            )}
          </Field>
        </div>
        <div>
          <Submit tone="primary">{t('reports.submit')}</Submit>
        </div>
      </FormStack>
    </Form>
  );
}

function TakeBack({ report, t }: { report: ReportView; t: T<'visa'> }) {
  return (
    <Form method="post" className={styles.back}>
      <Common report={report} act="takeBack" />
      <Submit small tone="quiet">
        {t('takeBack', { step: t('reports.made') })}
      </Submit>
    </Form>
  );
}

function Common({ report, act }: { report: ReportView; act: string }) {
  return (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="reportId" value={report.id} />
      <input type="hidden" name="version" value={report.version} />
    </>
  );
}
