import { Form, Link } from '@remix-run/react';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import {
  Checkbox,
  ErrorSummary,
  Field,
  Select,
  Submit,
  TextInput,
  type formState,
} from '#app/ui/index.ts';
import { MAIL_RHYTHMS, type Preferences } from '#server/mailings/schemas.ts';
import { NOTICE_KINDS } from '#server/notifications/schemas.ts';
import { clockTime } from './clock-time.ts';
import styles from './mailings.module.css';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Offered to somebody who turns the quiet hours on. */
const NIGHT = { from: 22 * 60, until: 7 * 60 };

/** Which mails come when, the hour of the digest, and the hours without mails. */
export function MailChoices({
  preferences,
  zone,
  nextDigestAt,
  state,
}: {
  preferences: Preferences;
  /** The reader's time zone by its name. */
  zone: string;
  nextDigestAt: string | null;
  state: ReturnType<typeof formState>;
}) {
  const t = useT('mailings');
  const format = useFormat();
  const { quietFrom, quietUntil } = preferences;
  return (
    <Form method="post" className={styles.parts}>
      <ErrorSummary
        refused={state.refused}
        labels={{ quietFrom: t('quiet.from'), quietUntil: t('quiet.until') }}
      />
      <section className={styles.part}>
        <header>
          <h2>{t('what.title')}</h2>
          <p className={styles.lead}>{t('what.lead')}</p>
        </header>
        <div className={styles.choices}>
          {NOTICE_KINDS.map((kind) => (
            <div key={kind} className={styles.choice}>
              <p>
                <label htmlFor={`mail-${kind}`}>{t(`kind.${kind}`)}</label>
                <span className={styles.hint} id={`mail-${kind}-hint`}>
                  {t(`kind.${kind}.hint`)}
                </span>
              </p>
              <Select
                id={`mail-${kind}`}
                name={kind}
                aria-describedby={`mail-${kind}-hint`}
                defaultValue={state.value(kind, preferences[kind])}
                options={MAIL_RHYTHMS.map((rhythm) => ({
                  value: rhythm,
                  label: t(`rhythm.${rhythm}`),
                }))}
              />
            </div>
          ))}
        </div>
        <p className={styles.lead}>{t('always')}</p>
      </section>

      <section className={styles.part}>
        <header>
          <h2>{t('digest.title')}</h2>
          <p className={styles.lead}>
            {nextDigestAt
              ? t('digest.next', { time: format.dateTime(nextDigestAt) })
              : t('digest.none')}
          </p>
        </header>
        <div className={styles.pair}>
          <Field label={t('digest.hour')} name="digestHour" error={state.error('digestHour')}>
            {(control) => (
              <Select
                {...control}
                defaultValue={state.value('digestHour', String(preferences.digestHour))}
                options={Array.from({ length: 24 }, (_, hour) => ({
                  value: String(hour),
                  label: clockTime(hour * 60),
                }))}
              />
            )}
          </Field>
          <Field label={t('digest.day')} name="digestDay" error={state.error('digestDay')}>
            {(control) => (
              <Select
                {...control}
                defaultValue={state.value('digestDay', String(preferences.digestDay))}
                options={WEEKDAYS.map((day) => ({ value: String(day), label: t(`day.${day}`) }))}
              />
            )}
          </Field>
        </div>
      </section>

      <section className={styles.part}>
        <header>
          <h2>{t('quiet.title')}</h2>
          <p className={styles.lead}>{t('quiet.lead')}</p>
        </header>
        <Checkbox
          name="quiet"
          label={t('quiet.on')}
          defaultChecked={state.typed ? state.checked('quiet') : quietFrom !== null}
        />
        <div className={styles.pair}>
          <Field label={t('quiet.from')} name="quietFrom" error={state.error('quietFrom')}>
            {(control) => (
              <TextInput
                {...control}
                type="time"
                step={900}
                inputSize="short"
                defaultValue={state.value('quietFrom', clockTime(quietFrom ?? NIGHT.from))}
              />
            )}
          </Field>
          <Field label={t('quiet.until')} name="quietUntil" error={state.error('quietUntil')}>
            {(control) => (
              <TextInput
                {...control}
                type="time"
                step={900}
                inputSize="short"
                defaultValue={state.value('quietUntil', clockTime(quietUntil ?? NIGHT.until))}
              />
            )}
          </Field>
        </div>
        <p className={styles.lead}>
          {t('zone', { zone })} <Link to="/settings">{t('zone.change')}</Link>
        </p>
      </section>
      <div>
        <Submit>{t('save')}</Submit>
      </div>
    </Form>
  );
}
