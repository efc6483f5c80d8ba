import { Form } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { LANGS, LANG_NAMES, LANG_TAGS } from '#app/i18n/lang.ts';
import { useLang, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  Select,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { SUMMARY_LANGS, type SummaryKind } from '#server/summaries/plain.ts';
import styles from './summaries.module.css';
import { linkText } from './summary-panel.tsx';
import { SummaryText } from './summary-words.tsx';
import type { SummaryStanding } from './view.ts';

type Sent = Answer<'summaries.send'>;
type Props = {
  of: SummaryStanding;
  read: Answer<'summaries.read'>;
  sent: Sent | null;
  state: FormState;
  t: T<'summaries'>;
  format: Format;
};

/** The return summary for the sending side and its hospital, and the way to the sending doctor. */
export function SummaryPage({ of, read, sent, state, t, format }: Props) {
  const lang = useLang();
  // Of an earlier one, what it says is all there is to do.
  const now = read.kind === of.kind;
  return (
    <Page width="reading">
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t(read.kind === 'opinion' ? 'title.opinion' : 'title')}
        facts={[
          displayCode(of.code),
          read.issuedAt ? t('issued', { when: format.dateTime(read.issuedAt) }) : t('draft'),
        ]}
        acts={
          now &&
          of.rights.write && (
            <ButtonLink to={casePath(of.code, 'summary', 'edit')}>
              {t(of.draft ? 'goOn' : 'rewrite')}
            </ButtonLink>
          )
        }
      />
      <ErrorSummary refused={state.refused} />
      {sent && <SentNotice sent={sent} t={t} format={format} />}
      <SummaryText words={read.words} kind={read.kind} first={lang === 'ja' ? 'ja' : 'en'} t={t} />
      {now && of.rights.review && (
        <Panel title={t('review.title')}>
          <Form method="post" className={styles.stack}>
            <p className={styles.note}>
              {t(read.kind === 'opinion' ? 'review.lead.opinion' : 'review.lead')}
            </p>
            <div>
              <Submit tone="primary" name="act" value="review">
                {t('review')}
              </Submit>
            </div>
          </Form>
        </Panel>
      )}
      {now && of.rights.send && <SendForm of={of} state={state} t={t} format={format} />}
      <PrintForm kind={read.kind} t={t} />
    </Page>
  );
}

/** The code is shown this once. */
function SentNotice({ sent, t, format }: { sent: Sent; t: T<'summaries'>; format: Format }) {
  return (
    <div role="status">
      <Notice tone="good" title={t('sent.title')}>
        <p>{t('sent.lead', { when: format.dateTime(sent.until) })}</p>
        <p className={styles.code}>{sent.code}</p>
        <p>{t('sent.once')}</p>
      </Notice>
    </div>
  );
}

/** The paper is made among the others of the case. */
function PrintForm({ kind, t }: Pick<Props, 't'> & { kind: SummaryKind }) {
  return (
    <Panel title={t('print.title')}>
      <Form method="post" className={styles.stack}>
        <input type="hidden" name="act" value="print" />
        <input type="hidden" name="kind" value={kind} />
        <p className={styles.note}>{t('print.lead')}</p>
        <p className={styles.acts}>
          {SUMMARY_LANGS.map((lang) => (
            <Submit key={lang} tone="secondary" name="lang" value={lang}>
              {t(`print.${lang}`)}
            </Submit>
          ))}
        </p>
      </Form>
    </Panel>
  );
}

function SendForm({ of, state, t, format }: Pick<Props, 'of' | 'state' | 't' | 'format'>) {
  const lang = useLang();
  return (
    <Panel title={t('send.title')}>
      <Form method="post">
        <FormStack>
          <p className={styles.note}>{t('send.lead')}</p>
          {of.link && <p className={styles.note}>{linkText(of.link, t, format)}</p>}
          <Field label={t('send.name')} name="name" error={state.error('name')}>
            {(control) => (
              <TextInput {...control} maxLength={120} defaultValue={state.value('name')} />
            )}
          </Field>
          <Field label={t('send.address')} name="address" error={state.error('address')}>
            {(control) => (
              <TextInput
                {...control}
                type="email"
                maxLength={254}
                autoComplete="off"
                defaultValue={state.value('address')}
              />
            )}
          </Field>
          <Field label={t('send.lang')} name="lang" error={state.error('lang')}>
            {(control) => (
              <Select
                {...control}
                defaultValue={state.value('lang', lang)}
                options={LANGS.map((value) => ({
                  value,
                  label: LANG_NAMES[value],
                  lang: LANG_TAGS[value],
                }))}
              />
            )}
          </Field>
          <div>
            <Submit name="act" value="send" tone="secondary">
              {t(of.link ? 'send.again' : 'send')}
            </Submit>
          </div>
        </FormStack>
      </Form>
    </Panel>
  );
}
