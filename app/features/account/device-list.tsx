import type { SerializeFrom } from '@remix-run/node';
import { Form } from '@remix-run/react';
import type { Answer } from '#server/forum.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Pill, Submit } from '#app/ui/index.ts';
import styles from './account.module.css';
import { DeviceIcon, deviceName } from './device-name.tsx';

type Devices = SerializeFrom<Answer<'account.sessions'>>['devices'];

const FORGET = '/settings/devices/forget';

/** The browsers that a person has signed in with; a sign-in from any other is told of by mail. */
export function DeviceList({ devices }: { devices: Devices }) {
  const t = useT('settings');
  const format = useFormat();
  return (
    <section className={styles.section} aria-labelledby="devices">
      <header>
        <h2 id="devices">{t('devices.title')}</h2>
        <p className={styles.lead}>{t('devices.lead')}</p>
      </header>
      {devices.length === 0 && <p className={styles.lead}>{t('devices.none')}</p>}
      <ul role="list" className={styles.sessions}>
        {devices.map((device) => {
          const name = deviceName(device, t);
          return (
            <li key={device.id}>
              <DeviceIcon device={device} />
              <span className={styles.sessionWords}>
                <span className={styles.sessionName}>
                  {name}
                  {device.current && <Pill tone="good">{t('devices.this')}</Pill>}
                </span>
                <span className={styles.sessionFacts}>
                  <span>{t('devices.lastSeen', { time: format.dateTime(device.lastSeenAt) })}</span>
                  <span>{t('devices.since', { time: format.dateTime(device.firstSeenAt) })}</span>
                  {device.address && (
                    <span>{t('sessions.address', { address: device.address })}</span>
                  )}
                </span>
              </span>
              <Form method="post" action={FORGET} preventScrollReset>
                <input type="hidden" name="deviceId" value={device.id} />
                <Submit
                  tone="secondary"
                  small
                  action={FORGET}
                  aria-label={t('devices.forgetName', { name })}
                >
                  {t('devices.forget')}
                </Submit>
              </Form>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
