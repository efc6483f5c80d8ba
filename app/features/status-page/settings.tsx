import { Form } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { LANG_NAMES, LANG_TAGS } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { CONTACT_LIMIT, PAGE_LANGS } from '#server/status-page/plain.ts';
import {
  ButtonLink,
  Confirm,
  CopyButton,
  EmptyState,
  ErrorSummary,
  Field,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  Select,
  Submit,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import styles from './status-page.module.css';
import { LinkFacts } from './status-panel.tsx';
import type { Made, StatusPageOfCase } from './view.ts';

type Props = {
  of: StatusPageOfCase;
  made: Made | null;
  revoked: boolean;
  state: FormState;
  t: T<'statusPage'>;
  format: Format;
};

/** Where the sender or the officer makes, renews and closes the page of patient and family. */
export function StatusSettings({ of, made, revoked, state, t, format }: Props) {
  return (
    <Page width="reading">
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('title')}
        facts={[displayCode(of.code)]}
        acts={<ButtonLink to={casePath(of.code)}>{t('back')}</ButtonLink>}
      />
      <ErrorSummary refused={state.refused} />
      {made && <MadeNotice made={made} t={t} />}
      {revoked && (
        <div role="status">
          <Notice tone="good" title={t('revoked')} />
        </div>
      )}
      <p className={styles.note}>{t('lead')}</p>
      {of.link && (
        <Panel title={t('tab')}>
          <LinkFacts link={of.link} t={t} format={format} />
        </Panel>
      )}
      {of.rights.open &&
        (of.covered ? <Make of={of} state={state} t={t} /> : <Uncovered of={of} t={t} />)}
      {of.rights.revoke && <Revoke code={of.code} t={t} />}
    </Page>
  );
}

/** The link is shown this once. */
function MadeNotice({ made, t }: { made: Made; t: T<'statusPage'> }) {
  return (
    <div role="status">
      <Notice tone="good" title={t('made.title')}>
        <p>{t('made.lead')}</p>
        <div className={styles.made}>
          <div
            className={styles.qr}
            role="img"
            aria-label={t('qr')}
            dangerouslySetInnerHTML={{ __html: made.qrSvg }}
          />
          <div className={styles.madeLink}>
            <TextInput readOnly value={made.url} aria-label={t('link')} />
            <div>
              <CopyButton text={made.url} label={t('copy')} done={t('copied')} />
            </div>
          </div>
        </div>
      </Notice>
    </div>
  );
}

function Uncovered({ of, t }: Pick<Props, 'of' | 't'>) {
  return (
    <EmptyState
      title={t('uncovered')}
      act={<ButtonLink to={casePath(of.code, 'consent')}>{t('record')}</ButtonLink>}
    >
      {t('uncovered.text')}
    </EmptyState>
  );
}

function Make({ of, state, t }: Pick<Props, 'of' | 'state' | 't'>) {
  return (
    <Panel title={t(of.link ? 'renew.title' : 'make.title')}>
      <Form method="post">
        <FormStack>
          {of.link && <p className={styles.note}>{t('renew.lead')}</p>}
          <Field
            label={t('contact')}
            name="contact"
            hint={t('contact.hint')}
            error={state.error('contact')}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={3}
                maxLength={CONTACT_LIMIT}
                defaultValue={state.value('contact', of.contact)}
              />
            )}
          </Field>
          <Field label={t('lang')} name="lang" hint={t('lang.hint')} error={state.error('lang')}>
            {(control) => (
              <Select
                {...control}
                options={PAGE_LANGS.map((value) => ({
                  value,
                  label: LANG_NAMES[value],
                  lang: LANG_TAGS[value],
                }))}
                defaultValue={state.value('lang', of.lang)}
              />
            )}
          </Field>
          <div>
            <Submit tone="primary" name="act" value="make">
              {t(of.link ? 'renew' : 'make')}
            </Submit>
          </div>
        </FormStack>
      </Form>
    </Panel>
  );
}

/** Asked once more. */
function Revoke({ code, t }: { code: string; t: T<'statusPage'> }) {
  return (
    <Panel title={t('revoke.title')}>
      <Confirm
        label={t('revoke')}
        act={t('revoke.sure')}
        action={casePath(code, 'status')}
        fields={{ act: 'revoke' }}
      >
        {t('revoke.lead')}
      </Confirm>
    </Panel>
  );
}
