import type { SerializeFrom } from '@remix-run/node';
import { Form } from '@remix-run/react';
import type { Answer } from '#server/forum.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Pill, Submit } from '#app/ui/index.ts';
import styles from './account.module.css';
import { DeviceIcon, deviceName } from './device-name.tsx';

export type SessionView = SerializeFrom<Answer<'account.sessions'>>['sessions'][number];

/** Where a person is signed in; each can be ended, this one by signing out. */
export function SessionList({
  sessions,
  most,
}: {
  sessions: readonly SessionView[];
  /** How many there can be at one time. */
  most: number;
}) {
  const t = useT('settings');
  const format = useFormat();
  return (
    <section className={styles.section} aria-labelledby="sessions">
      <header>
        <h2 id="sessions">{t('sessions.title')}</h2>
        <p className={styles.lead}>{t('sessions.lead')}</p>
        <p className={styles.lead}>{t('sessions.most', { count: sessions.length, most })}</p>
      </header>
      <ul role="list" className={styles.sessions}>
        {sessions.map(({ id, current, device, address, createdAt, lastSeenAt }) => {
          const name = deviceName(device, t);
          return (
            <li key={id}>
              <DeviceIcon device={device} />
              <span className={styles.sessionWords}>
                <span className={styles.sessionName}>
                  {name}
                  {current && <Pill tone="good">{t('sessions.this')}</Pill>}
                </span>
                <span className={styles.sessionFacts}>
                  <span>{t('sessions.lastSeen', { time: format.dateTime(lastSeenAt) })}</span>
                  <span>{t('sessions.since', { time: format.dateTime(createdAt) })}</span>
                  {address && <span>{t('sessions.address', { address })}</span>}
                </span>
              </span>
              {!current && (
                <Form method="post" action="/settings/sessions/end" preventScrollReset>
                  <input type="hidden" name="sessionId" value={id} />
                  <Submit
                    tone="secondary"
                    small
                    action="/settings/sessions/end"
                    aria-label={t('sessions.endName', { name })}
                  >
                    {t('sessions.end')}
                  </Submit>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
      {sessions.length > 1 && (
        <Form method="post" action="/settings/sessions/end-others" preventScrollReset>
          <Submit tone="secondary" action="/settings/sessions/end-others">
            {t('sessions.endOthers')}
          </Submit>
        </Form>
      )}
    </section>
  );
}
