import { Form } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import { Field, FormStack, Submit, TextInput } from '#app/ui/index.ts';

export const CONFIRM = '/settings/second-factor/confirm';

/** The first code of a freshly scanned app; it turns the second factor on. */
export function ConfirmFactor({ error }: { error?: string | undefined }) {
  const t = useT('settings');
  return (
    <Form method="post" action={CONFIRM}>
      <FormStack>
        <h3>{t('factor.confirm.title')}</h3>
        <Field label={t('factor.confirm.field')} name="code" error={error}>
          {(control) => (
            <TextInput
              {...control}
              inputSize="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9 ]{6,7}"
              maxLength={7}
            />
          )}
        </Field>
        <div>
          <Submit action={CONFIRM}>{t('factor.confirm.submit')}</Submit>
        </div>
      </FormStack>
    </Form>
  );
}
