import { Form, Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import { casePath } from '#app/features/referrals/addresses.ts';
import {
  Checkbox,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  RadioGroup,
  Submit,
  TextArea,
  type FormState,
} from '#app/ui/index.ts';
import { TEXT_LIMIT } from '#server/case-thread/plain.ts';
import styles from './case-thread.module.css';
import type { ThreadView } from './view.ts';

/** The form of the next message: a word, a question, or the answer to the question in the address. */
export function Compose({
  of,
  answering,
  state,
  t,
}: {
  of: ThreadView;
  answering: number | null;
  state: FormState;
  t: T<'caseThread'>;
}) {
  // What is being written stays while others write: the form is a new one when its message is there.
  const [clientId, setClientId] = useState(of.clientId);
  if (of.messages.some((message) => message.clientId === clientId)) setClientId(of.clientId);
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answering !== null) area.current?.querySelector('textarea')?.focus();
  }, [answering]);
  return (
    <Form
      key={clientId}
      id="write"
      method="post"
      action={casePath(of.code, 'messages')}
      preventScrollReset
      className={styles.compose}
    >
      <ErrorSummary refused={state.refused} form="write" />
      <input type="hidden" name="clientId" value={clientId} />
      {answering !== null && <input type="hidden" name="answers" value={answering} />}
      <FormStack>
        {answering !== null && (
          <p className={styles.answering}>
            {t('answering', { place: answering })}{' '}
            <Link to={casePath(of.code, 'messages')} preventScrollReset>
              {t('answering.not')}
            </Link>
          </p>
        )}
        <div ref={area}>
          <Field label={t('text')} name="text" error={state.error('text')} form="write">
            {(control) => (
              <TextArea
                {...control}
                rows={4}
                maxLength={TEXT_LIMIT}
                defaultValue={state.value('text', '')}
              />
            )}
          </Field>
        </div>
        {answering === null && (
          <RadioGroup
            legend={t('kind')}
            name="kind"
            inline
            value={state.value('kind', 'message')}
            choices={[
              { value: 'message', label: t('kind.message') },
              { value: 'question', label: t('kind.question') },
            ]}
          />
        )}
        {of.papers.length > 0 && (
          <details className={styles.attach}>
            <summary>{t('attach')}</summary>
            {of.papers.map(({ id, number, kind }) => (
              <Checkbox
                key={id}
                name="documentIds"
                value={id}
                label={`${t(`paper.${kind}` as 'paper.referralLetter')} ${number}`}
              />
            ))}
          </details>
        )}
        <FormActs>
          <Submit tone="primary">{t(answering === null ? 'send' : 'send.answer')}</Submit>
        </FormActs>
      </FormStack>
    </Form>
  );
}
