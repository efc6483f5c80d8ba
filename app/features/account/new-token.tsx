import { Form } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import {
  Checkbox,
  CopyButton,
  ErrorSummary,
  Field,
  FieldError,
  FormStack,
  Select,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import type { Ask } from '#server/forum.ts';
import styles from './account.module.css';

export type Scope = Ask<'account.createToken'>['scopes'][number];

const CAPABILITIES = [
  'discussions',
  'events',
  'referrals',
  'interop',
  'library',
  'membership',
  'channels',
] as const;
const DAYS = [30, 90, 180, 365];
/** Each scope is a field of its own, so that a refused form keeps every tick. */
const PREFIX = 'scope:';

export function readScopes(form: FormData): Scope[] {
  return [...form.keys()]
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length) as Scope);
}

/** The form for a new token: what it is for, what it may do, and until when. */
export function NewToken({
  scopes,
  state,
  organisation,
}: {
  scopes: readonly string[];
  state: FormState;
  organisation: string;
}) {
  const t = useT('settings');
  const box = (scope: string, word: string) =>
    scopes.includes(scope) ? (
      <Checkbox label={word} name={PREFIX + scope} defaultChecked={state.checked(PREFIX + scope)} />
    ) : (
      <span />
    );
  return (
    <section className={styles.section} aria-labelledby="new-token">
      <header>
        <h2 id="new-token">{t('tokens.new')}</h2>
        {organisation && <p className={styles.lead}>{t('tokens.acting', { organisation })}</p>}
      </header>
      <Form method="post" action="/settings/tokens">
        <FormStack>
          <ErrorSummary
            refused={state.refused}
            labels={{ name: t('tokens.name'), scopes: t('tokens.scopes'), days: t('tokens.days') }}
          />
          <Field
            label={t('tokens.name')}
            name="name"
            hint={t('tokens.nameHint')}
            error={state.error('name')}
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={80}
                defaultValue={state.value('name')}
                autoComplete="off"
              />
            )}
          </Field>
          <fieldset id="f-scopes" tabIndex={-1} className={styles.scopeField}>
            <legend>{t('tokens.scopes')}</legend>
            <FieldError error={state.error('scopes')} />
            <div className={styles.scopes}>
              {CAPABILITIES.filter((one) =>
                scopes.some((scope) => scope.startsWith(`${one}:`)),
              ).map((one) => [
                <span key={one}>{t(`tokens.capability.${one}`)}</span>,
                <div key={`${one} read`} role="group" aria-label={t(`tokens.capability.${one}`)}>
                  {box(`${one}:read`, t('tokens.scope.read'))}
                </div>,
                <div key={`${one} write`} role="group" aria-label={t(`tokens.capability.${one}`)}>
                  {box(`${one}:write`, t('tokens.scope.write'))}
                </div>,
              ])}
            </div>
          </fieldset>
          <Field label={t('tokens.days')} name="days" error={state.error('days')}>
            {(control) => (
              <Select
                {...control}
                defaultValue={state.value('days', '90')}
                options={DAYS.map((days) => ({
                  value: String(days),
                  label: t('tokens.days.value', { days }),
                }))}
              />
            )}
          </Field>
          <div>
            <Submit action="/settings/tokens">{t('tokens.submit')}</Submit>
          </div>
        </FormStack>
      </Form>
    </section>
  );
}

/** The only time a token is seen. */
export function MadeToken({ token }: { token: string }) {
  const t = useT('settings');
  return (
    <section className={styles.made} role="status">
      <h2>{t('tokens.made.title')}</h2>
      <code className={styles.secret}>{token}</code>
      <div>
        <CopyButton text={token} label={t('copy')} done={t('copied')} />
      </div>
      <p>{t('tokens.made.text')}</p>
    </section>
  );
}
