import { Form, useActionData } from '@remix-run/react';
import { SummaryText } from '#app/features/summaries/summary-words.tsx';
import styles from '#app/features/summaries/summaries.module.css';
import { LabelText } from '#app/i18n/label-text.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { AccountSheet } from '#app/routes/account/account-sheet.tsx';
import {
  ErrorSummary,
  FactsList,
  Field,
  formState,
  Notice,
  Submit,
  TextInput,
} from '#app/ui/index.ts';
import type { OpenedSummary } from '#app/features/summaries/view.ts';

export const handle: Handle = { frame: 'bare' };
export const meta = titled('summaries', (t) => t('link.title'));

/** Mail programs look at links by themselves, so that looking opens nothing. */
export const loader = page(['summaries'], () => null);

export const action = act(async ({ forum, form, params }) => {
  if (text(form, 'act') === 'acknowledge') {
    await forum.call('summaries.acknowledge', { secret: text(form, 'review') });
    return { opened: null, left: 0, done: true };
  }
  const secret = params['secret'] ?? '';
  return {
    ...(await forum.call('summaries.openLink', { secret, code: text(form, 'code') })),
    done: false,
  };
});

/** A return summary for a doctor without an account: opened once, with the code, by a press. */
export default function SummaryLink() {
  const answer = useActionData<typeof action>();
  const state = formState(answer);
  const t = useT('summaries');
  if (answer?.ok && answer.data.opened) return <Opened of={answer.data.opened} />;
  if (answer?.ok && answer.data.done) {
    return (
      <AccountSheet title={t('link.title')}>
        <div role="status">
          <Notice tone="good" title={t('link.thanks')}>
            {t('link.thanks.text')}
          </Notice>
        </div>
      </AccountSheet>
    );
  }
  const wrong = answer?.ok === true;
  return (
    <AccountSheet title={t('link.title')} lead={t('link.lead')}>
      <ErrorSummary refused={state.refused} />
      {wrong && answer.data.left === 0 ? (
        <Notice tone="caution" title={t('link.ended')} />
      ) : (
        <Form method="post" className={styles.stack}>
          <Field
            label={t('link.code')}
            name="code"
            hint={t('link.code.hint')}
            error={wrong ? t('link.wrong', { count: answer.data.left }) : state.error('code')}
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={40}
                autoComplete="one-time-code"
                autoCapitalize="characters"
                spellCheck={false}
              />
            )}
          </Field>
          <Submit wide>{t('link.open')}</Submit>
        </Form>
      )}
    </AccountSheet>
  );
}

function Opened({ of }: { of: OpenedSummary }) {
  const t = useT('summaries');
  const lang = useLang();
  const format = useFormat();
  const { familyName, givenName, birthDate } = of.patient;
  return (
    <AccountSheet title={t('title')} lead={t('link.keep')}>
      <FactsList
        facts={[
          { label: t('patient'), value: `${familyName} ${givenName}`.trim() },
          { label: t('birthDate'), value: birthDate },
          { label: t('hospital'), value: <LabelText of={of.hospital} lang={lang} /> },
          { label: t('issuedAt'), value: format.dateTime(of.issuedAt) },
        ]}
      />
      <SummaryText
        words={of.words}
        kind={of.kind ?? 'stay'}
        first={lang === 'ja' ? 'ja' : 'en'}
        t={t}
      />
      <Form method="post" className={styles.stack}>
        <input type="hidden" name="review" value={of.review} />
        <Submit wide name="act" value="acknowledge">
          {t('link.read')}
        </Submit>
      </Form>
    </AccountSheet>
  );
}
