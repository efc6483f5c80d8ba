import { Form } from '@remix-run/react';
import { nameFor } from '#app/features/discussions/names.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Notice,
  Panel,
  Submit,
  TextArea,
  type FormState,
} from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { WORDS_LIMIT } from '#server/moderation/schemas.ts';
import styles from './moderation.module.css';

type Case = Pick<Answer<'moderation.casePage'>, 'barredUntil' | 'lifted' | 'ownReport'>;

/** That the author may not write at present, and the way to let them; or who has let them, and why. */
export function Bar({ data, state }: { data: Case; state: FormState }) {
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  const { barredUntil, lifted, ownReport } = data;
  if (!barredUntil && !lifted) return null;
  return (
    <Panel title={t('outcome.barred')}>
      {lifted && (
        <>
          <p>
            {t('case.lifted', {
              name: nameFor(lifted.by, lang).text,
              when: format.dateTime(lifted.at),
            })}
          </p>
          <p className={styles.words}>{lifted.reason}</p>
        </>
      )}
      {barredUntil && (
        <Notice tone="caution">{t('case.barred', { when: format.dateTime(barredUntil) })}</Notice>
      )}
      {barredUntil && !ownReport && <LiftForm state={state} />}
    </Panel>
  );
}

function LiftForm({ state }: { state: FormState }) {
  const t = useT('moderation');
  return (
    <Form method="post">
      <input type="hidden" name="act" value="lift" />
      <FormStack>
        <ErrorSummary refused={state.refused} labels={{ reason: t('case.liftReason') }} />
        <Field
          label={t('case.liftReason')}
          name="reason"
          hint={t('case.liftHint')}
          error={state.error('reason')}
        >
          {(control) => (
            <TextArea
              {...control}
              required
              maxLength={WORDS_LIMIT}
              defaultValue={state.value('reason')}
            />
          )}
        </Field>
        <FormActs>
          <Submit tone="secondary">{t('case.lift')}</Submit>
        </FormActs>
      </FormStack>
    </Form>
  );
}
