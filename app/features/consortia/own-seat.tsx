import { VerbForm } from '#app/features/events/verb-form.tsx';
import { AskFirst } from '#app/features/projects/ask-first.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Field, Panel, Select, TextArea } from '#app/ui/index.ts';
import { roleName } from './role-name.ts';
import styles from './consortia.module.css';
import type { PageView } from './view.ts';

/** Which file of the project is the signed form, where the organisation has added it there. */
function SignedFile({ files }: { files: PageView['ownFiles'] }) {
  const t = useT('consortia');
  return (
    <Field label={t('own.consentFile')} name="fileId" hint={t('own.consentFileHint')} optional>
      {(control) => (
        <Select
          {...control}
          placeholder={t('own.consentNoFile')}
          options={files.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Field>
  );
}

/** What the application asks of the reader's own organisation: an answer, patience, or a signed form. */
export function OwnSeat({ data, verbs, next }: { data: PageView; verbs: string; next: string }) {
  const t = useT('consortia');
  const lang = useLang();
  const format = useFormat();
  const { own, may } = data;
  const role = own && data.roles.find((one) => one.id === own.roleId);
  if (!own || !role || data.state !== 'forming') return null;
  const named = roleName(role, t, lang);
  const fields = { seatId: own.id, next };

  if (own.state === 'accepted') {
    if (!may.answer) return null;
    const asksForFile = !own.consentOn && data.ownFiles.length > 0;
    return (
      <Panel title={t('own.consent')} capability="discussions">
        <p>
          {own.consentOn
            ? t('own.consentGiven', { day: format.calendarDate(own.consentOn) })
            : t('own.consentText')}
        </p>
        <VerbForm
          action={verbs}
          fields={{ ...fields, act: own.consentOn ? 'noConsent' : 'consent' }}
          {...(asksForFile && {
            className: styles.stack,
            before: <SignedFile files={data.ownFiles} />,
          })}
          tone={own.consentOn ? 'quiet' : 'secondary'}
          small
        >
          {own.consentOn ? t('own.consentUndo') : t('own.consentDo')}
        </VerbForm>
      </Panel>
    );
  }
  if (own.way === 'offered') {
    return (
      <Panel title={t('own.offered', { role: named })} capability="discussions">
        <p>{t('own.offeredText')}</p>
        {may.answer && (
          <VerbForm action={verbs} fields={{ ...fields, act: 'takeBack' }} tone="quiet" small>
            {t('own.takeBack')}
          </VerbForm>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={t('own.invited', { role: named })} capability="discussions">
      {own.message && <blockquote className={styles.message}>{own.message}</blockquote>}
      <p>{t('own.invitedText')}</p>
      {own.answerBy && (
        <p className={styles.note}>{t('answerBy', { day: format.calendarDate(own.answerBy) })}</p>
      )}
      {may.answer ? (
        <div className={styles.answers}>
          <VerbForm action={verbs} fields={{ ...fields, act: 'accept' }} tone="primary">
            {t('own.accept')}
          </VerbForm>
          <AskFirst
            act={t('own.decline')}
            button={
              <VerbForm
                action={verbs}
                fields={{ ...fields, act: 'decline', next: '/discussions/consortia' }}
                className={styles.stack}
                before={
                  <Field label={t('own.reason')} name="reason" optional>
                    {(control) => <TextArea {...control} maxLength={1000} />}
                  </Field>
                }
              >
                {t('own.decline')}
              </VerbForm>
            }
          >
            {t('own.declineAsk')}
          </AskFirst>
        </div>
      ) : (
        <p className={styles.note}>{t('own.representative')}</p>
      )}
    </Panel>
  );
}
