import { Form } from '@remix-run/react';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import type { T } from '#app/i18n/use-t.ts';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { CURRENCIES, TAX_PERCENT, YEN_PER_POINT, type LineKind } from '#server/estimates/plain.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Page,
  PageHead,
  Panel,
  Select,
  Submit,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import styles from './estimates.module.css';
import { ROWS } from './line-rows.ts';
import type { EstimateDetail } from './view.ts';

type Props = {
  code: string;
  /** Of the draft that is gone on with; null begins one. */
  version: number | null;
  detail: EstimateDetail | null;
  state: FormState;
  t: T<'estimates'>;
};
type Line = EstimateDetail['words']['lines'][number];

/** The form in which a hospital writes a version of its estimate. */
export function EditEstimate({ code, version, detail, state, t }: Props) {
  const words = detail?.words;
  const field = (name: string, label: string, start: string, more: object = {}) => (
    <Field label={label} name={name} error={state.error(name)}>
      {(control) => <TextInput {...control} defaultValue={state.value(name, start)} {...more} />}
    </Field>
  );
  const area = (name: string, label: string, start: string, hint?: string) => (
    <Field label={label} name={name} error={state.error(name)} optional {...(hint && { hint })}>
      {(control) => <TextArea {...control} defaultValue={state.value(name, start)} />}
    </Field>
  );
  const whole = { inputMode: 'numeric' as const };
  return (
    <Page>
      <PageHead trail={useCaseTrail(code)} title={t('edit.title')} facts={[displayCode(code)]} />
      <Form method="post">
        <input type="hidden" name="version" value={version ?? ''} />
        <FormStack>
          <ErrorSummary refused={state.refused} />
          <p className={styles.note}>{t('edit.lead')}</p>
          <Panel title={t('lines')}>
            {rowsOf(words?.lines ?? []).map(({ kind, line }, index) => (
              <LineFields key={index} index={index} kind={kind} line={line} state={state} t={t} />
            ))}
          </Panel>
          <Panel title={t('words')}>
            <FormStack>
              {field('diagnosis', t('diagnosis'), words?.diagnosis ?? '', { required: false })}
              {area('plan', t('plan'), words?.plan ?? '')}
              {area(
                'assumptions',
                t('assumptions'),
                words?.assumptions ?? '',
                t('edit.assumptions.hint'),
              )}
            </FormStack>
          </Panel>
          <Panel title={t('rates')}>
            <FormStack>
              <div className={styles.pair}>
                {field(
                  'yenPerPoint',
                  t('edit.perPoint'),
                  String(detail?.yenPerPoint ?? YEN_PER_POINT),
                  whole,
                )}
                {field(
                  'taxPercent',
                  t('edit.tax'),
                  String(detail?.taxPercent ?? TAX_PERCENT),
                  whole,
                )}
                {field('validUntil', t('edit.validUntil'), detail?.validUntil ?? '', {
                  type: 'date',
                })}
                {field('depositYen', t('edit.deposit'), String(detail?.depositYen ?? 0), whole)}
              </div>
              {area('depositTerms', t('terms'), words?.depositTerms ?? '')}
              <div className={`${styles.pair} ${styles.foot}`}>
                <Field
                  label={t('edit.currency')}
                  name="currency"
                  hint={t('edit.currency.hint')}
                  optional
                >
                  {(control) => (
                    <Select
                      {...control}
                      defaultValue={state.value('currency', detail?.currency ?? '')}
                      placeholder={t('edit.currency.none')}
                      options={CURRENCIES.map((value) => ({ value, label: value }))}
                    />
                  )}
                </Field>
                {field('yenPerUnit', t('edit.rate'), String(detail?.yenPerUnit ?? ''), {
                  inputMode: 'decimal',
                  required: false,
                })}
                {field('rateOn', t('edit.rateOn'), detail?.rateOn ?? '', {
                  type: 'date',
                  required: false,
                })}
              </div>
            </FormStack>
          </Panel>
          <FormActs>
            <Submit tone="primary">{t('save')}</Submit>
            <ButtonLink to={casePath(code)}>{t('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}

/** The lines there are, then an empty one of each kind that is offered and not used yet. */
function rowsOf(lines: readonly Line[]): { kind: LineKind; line: Line | null }[] {
  const left = [...lines];
  const rows = ROWS.map((kind) => {
    const at = left.findIndex((line) => line.kind === kind);
    return { kind, line: at < 0 ? null : left.splice(at, 1)[0]! };
  });
  return [...rows, ...left.map((line) => ({ kind: line.kind, line }))];
}

function LineFields({
  index,
  kind,
  line,
  state,
  t,
}: {
  index: number;
  kind: LineKind;
  line: Line | null;
  state: FormState;
  t: T<'estimates'>;
}) {
  const field = (name: 'ja' | 'en' | 'quantity' | 'low' | 'high', label: string) => (
    <Field label={label} name={`${name}${index}`} error={state.error(`${name}${index}`)}>
      {(control) => (
        <TextInput
          {...control}
          required={false}
          {...(name !== 'ja' && name !== 'en' && { inputMode: 'numeric' as const })}
          defaultValue={state.value(`${name}${index}`, line ? String(line[name]) : '')}
        />
      )}
    </Field>
  );
  return (
    <fieldset className={styles.line}>
      <legend>
        {t(`kind.${kind}`)} · {t(kind === 'treatment' ? 'edit.treatmentHint' : 'edit.yenHint')}
      </legend>
      <input type="hidden" name="kind" value={kind} />
      {field('ja', t('edit.ja'))}
      {field('en', t('edit.en'))}
      {field('quantity', t('quantity'))}
      {field('low', t('edit.low'))}
      {field('high', t('edit.high'))}
    </fieldset>
  );
}
