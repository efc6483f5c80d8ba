import { Form } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import {
  Checkbox,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  RadioGroup,
  Submit,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { BAR_DAYS, OUTCOMES, WORDS_LIMIT } from '#server/moderation/schemas.ts';

const DAYS = 7;

/** The decision about a reported post, with its reason; confirmed, for it is not taken back. */
export function DecideForm({ state }: { state: FormState }) {
  const t = useT('moderation');
  return (
    <Form method="post">
      <input type="hidden" name="act" value="decide" />
      <FormStack>
        <ErrorSummary
          refused={state.refused}
          labels={{
            outcome: t('outcome'),
            explanation: t('case.explanation'),
            days: t('case.days'),
          }}
        />
        <RadioGroup
          legend={t('outcome')}
          name="outcome"
          value={state.value('outcome')}
          error={state.error('outcome')}
          choices={OUTCOMES.map((value) => ({
            value,
            label: t(`outcome.${value}`),
            hint: t(`outcomeHint.${value}`),
          }))}
        />
        <Field
          label={t('case.days')}
          name="days"
          hint={t('case.daysHint')}
          error={state.error('days')}
        >
          {(control) => (
            <TextInput
              {...control}
              type="number"
              inputSize="short"
              min={BAR_DAYS.least}
              max={BAR_DAYS.most}
              defaultValue={state.value('days', String(DAYS))}
            />
          )}
        </Field>
        <Field
          label={t('case.explanation')}
          name="explanation"
          hint={t('case.explanationHint')}
          error={state.error('explanation')}
        >
          {(control) => (
            <TextArea
              {...control}
              required
              maxLength={WORDS_LIMIT}
              defaultValue={state.value('explanation')}
            />
          )}
        </Field>
        <Checkbox name="sure" required label={t('case.confirm')} />
        <FormActs>
          <Submit tone="danger">{t('case.decide')}</Submit>
        </FormActs>
      </FormStack>
    </Form>
  );
}
