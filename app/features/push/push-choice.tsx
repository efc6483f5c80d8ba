import { useRevalidator } from '@remix-run/react';
import { Form } from '@remix-run/react';
import type { Answer } from '#server/forum.ts';
import type { SerializeFrom } from '@remix-run/node';
import styles from '#app/features/mailings/mailings.module.css';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Button, Notice, Pill, Submit } from '#app/ui/index.ts';
import { usePush } from './use-push.ts';
import list from './push.module.css';

const END = '/settings/notifications/push/end';

type Own = SerializeFrom<Answer<'push.own'>>;

/** Whether this browser takes pushes, with what they say and how they go; and the other browsers. */
export function PushChoice({ push }: { push: Own }) {
  const t = useT('push');
  const format = useFormat();
  const { revalidate } = useRevalidator();
  const { state, pending, failed, turn } = usePush(push, revalidate);
  if (!push.key) return null;
  return (
    <section className={styles.part} aria-labelledby="push">
      <header>
        <h2 id="push">{t('title')}</h2>
        <p className={styles.lead}>{t('lead')}</p>
      </header>
      <noscript>
        <p>{t('noScripts')}</p>
      </noscript>
      {(state === 'unsupported' || state === 'denied') && <p role="status">{t(state)}</p>}
      {(state === 'on' || state === 'off') && (
        <div className={list.choice}>
          <span role="status">
            <Pill tone={state === 'on' ? 'good' : 'neutral'}>{t(state)}</Pill>
          </span>
          <Button tone="secondary" pending={pending} onClick={() => void turn(state === 'off')}>
            {state === 'on' ? t('turnOff') : t('turnOn')}
          </Button>
        </div>
      )}
      {failed && (
        <div role="alert">
          <Notice tone="danger">{t('failed')}</Notice>
        </div>
      )}
      {push.browsers.length > 0 && (
        <>
          <h3>{t('others')}</h3>
          <ul role="list" className={list.browsers}>
            {push.browsers.map(({ id, device: { browser, system }, createdAt }) => {
              const name =
                browser && system ? t('device', { browser, system }) : (browser ?? t('unknown'));
              return (
                <li key={id}>
                  <span>
                    {name} <small>{t('since', { time: format.dateTime(createdAt) })}</small>
                  </span>
                  <Form method="post" action={END} preventScrollReset>
                    <input type="hidden" name="subscriptionId" value={id} />
                    <Submit small tone="secondary" action={END} aria-label={t('endName', { name })}>
                      {t('end')}
                    </Submit>
                  </Form>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}
