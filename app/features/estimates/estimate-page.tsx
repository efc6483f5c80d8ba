import { Form } from '@remix-run/react';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { useLang } from '#app/i18n/use-t.ts';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import {
  ButtonLink,
  Chips,
  ErrorSummary,
  Notice,
  Page,
  PageHead,
  Panel,
  Pill,
  Submit,
  Table,
} from '#app/ui/index.ts';
import { AnswerForms } from './answer-forms.tsx';
import { Common } from './common-fields.tsx';
import { DepositPanel } from './deposit-panel.tsx';
import styles from './estimates.module.css';
import { lineText, TONES, yen, yenRange, type EstimatePageProps } from './view.ts';

/** One version of an estimate, whole, with what the reader can do about it. */
export function EstimatePage(props: EstimatePageProps) {
  const { of, shown, detail, state, t, format } = props;
  const { words } = detail;
  const path = casePath(of.code, 'estimate');
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('title')}
        state={<Pill tone={TONES[shown.state]}>{t(`state.${shown.state}`)}</Pill>}
        facts={[displayCode(of.code), t('version', { number: shown.number })]}
        acts={
          of.rights.write && (
            <ButtonLink to={casePath(of.code, 'estimate', 'edit')}>
              {t(shown.state === 'draft' ? 'goOn' : 'rewrite')}
            </ButtonLink>
          )
        }
      />
      {of.versions.length > 1 && (
        <Chips
          label={t('versions')}
          items={of.versions.map(({ id, number }) => ({
            to: `${path}?version=${number}`,
            label: t('version', { number }),
            chosen: id === shown.id,
          }))}
        />
      )}
      <ErrorSummary refused={state.refused} />
      {shown.state === 'draft' && <Notice tone="info" title={t('draft.note')} />}
      <Panel title={t('total')}>
        <div className={styles.stack}>
          <p className={styles.total}>{yenRange(detail.total, format)}</p>
          <p className={styles.note}>
            {t('inclTax')} · {t('perPoint', { yen: yen(detail.yenPerPoint, format) })} ·{' '}
            {t('validUntil')} {format.calendarDate(shown.validUntil)}
          </p>
          {detail.converted && detail.currency && detail.rateOn && (
            <p className={styles.note}>
              {t('converted', {
                low: format.number(detail.converted.low),
                high: format.number(detail.converted.high),
                currency: detail.currency,
                // As it was entered: a dong or a rupiah is a fraction of a yen.
                rate: String(detail.yenPerUnit),
                day: format.calendarDate(detail.rateOn),
              })}
            </p>
          )}
          {shown.answerReason && (
            <p className={styles.note}>
              {t('because', { reason: t(`reason.${shown.answerReason}` as 'reason.other') })}
              {detail.answer && ` ${detail.answer}`}
            </p>
          )}
        </div>
      </Panel>
      {shown.state === 'draft' && of.rights.write && (
        <Panel title={t('issue.title')}>
          <Form method="post" className={styles.stack}>
            <Common shown={shown} act="issue" />
            <p className={styles.note}>{t('issue.lead')}</p>
            <div>
              <Submit tone="primary">{t('issue')}</Submit>
            </div>
          </Form>
        </Panel>
      )}
      {of.rights.answer && shown.id === of.current && (
        <AnswerForms shown={shown} state={state} t={t} />
      )}
      <Lines {...props} />
      {[
        ['diagnosis', words.diagnosis],
        ['plan', words.plan],
        ['assumptions', words.assumptions],
        ['terms', words.depositTerms],
      ].map(
        ([key, text]) =>
          text && (
            <Panel key={key} title={t(key as 'plan')}>
              <p className={styles.words}>{text}</p>
            </Panel>
          ),
      )}
      <DepositPanel {...props} />
      {shown.state !== 'draft' && (
        <Panel title={t('print.title')}>
          <Form method="post" className={styles.stack}>
            <Common shown={shown} act="print" />
            <p className={styles.note}>{t('print.lead')}</p>
            <p className={styles.acts}>
              <Submit tone="secondary" name="lang" value="ja">
                {t('print.ja')}
              </Submit>
              <Submit tone="secondary" name="lang" value="en">
                {t('print.en')}
              </Submit>
            </p>
          </Form>
        </Panel>
      )}
    </Page>
  );
}

function Lines({ detail, t, format }: EstimatePageProps) {
  const lang = useLang();
  const { lines } = detail.words;
  type Line = (typeof lines)[number];
  const unit = ({ kind, low, high }: Line) =>
    kind === 'treatment'
      ? t('points', {
          count: low === high ? format.number(low) : `${format.number(low)}–${format.number(high)}`,
        })
      : yenRange({ low, high }, format);
  const sums = [
    { key: 'sum', text: t('sum'), ...detail.sum },
    ...(detail.taxPercent > 0
      ? [{ key: 'tax', text: t('tax', { percent: detail.taxPercent }), ...detail.tax }]
      : []),
    { key: 'total', text: t('total'), ...detail.total },
  ];
  const rows = [
    ...lines.map((line, index) => ({
      key: String(index),
      text: `${t(`kind.${line.kind}`)}${lineText(line, lang) ? `: ${lineText(line, lang)}` : ''}`,
      quantity: format.number(line.quantity),
      unit: unit(line),
      ...line.yen,
    })),
    ...sums.map((each) => ({ ...each, quantity: '', unit: '' })),
  ];
  return (
    <Panel title={t('lines')}>
      <Table
        caption={t('lines')}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: 'text', label: t('item'), heads: true, cell: (row) => row.text },
          { key: 'quantity', label: t('quantity'), align: 'end', cell: (row) => row.quantity },
          { key: 'unit', label: t('unit'), align: 'end', cell: (row) => row.unit },
          { key: 'low', label: t('from'), align: 'end', cell: (row) => yen(row.low, format) },
          { key: 'high', label: t('to'), align: 'end', cell: (row) => yen(row.high, format) },
        ]}
      />
    </Panel>
  );
}
