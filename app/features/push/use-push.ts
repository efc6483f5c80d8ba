import { useCallback, useEffect, useState } from 'react';
import { call } from '#app/realtime/connection.ts';

const WORKER = '/push-worker.js';
/** No page lies in it: the worker answers no request of a page. */
const SCOPE = '/push/';

/** `unknown` until the browser has been asked. */
export type PushState = 'unknown' | 'unsupported' | 'denied' | 'on' | 'off';
type Own = { key: string | null; browsers: readonly { endpoint: string }[] };

/** Whether this browser takes pushes of the forum, and how that is changed. */
export function usePush({ key, browsers }: Own, onChange: () => void) {
  const [state, setState] = useState<PushState>('unknown');
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let stopped = false;
    void stateOf(browsers).then((now) => stopped || setState(now));
    return () => void (stopped = true);
  }, [browsers]);

  const turn = useCallback(
    async (on: boolean) => {
      setPending(true);
      setFailed(false);
      try {
        if (on) await turnOn(key!);
        else await turnOff();
      } catch {
        setFailed(true);
      }
      setPending(false);
      if (Notification.permission === 'denied') setState('denied');
      onChange();
    },
    [key, onChange],
  );
  return { state, pending, failed, turn };
}

async function stateOf(browsers: Own['browsers']): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const subscription = await current();
  // The forum forgets a browser with its sign-in; then it is off here too, whatever the browser holds.
  return browsers.some(({ endpoint }) => endpoint === subscription?.endpoint) ? 'on' : 'off';
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function turnOn(key: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  await active(registration);
  // One made with an earlier key of the forum would be of no use.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { keys } = made.toJSON();
  const answer = await call('push.subscribe', {
    endpoint: made.endpoint,
    p256dh: keys?.['p256dh'] ?? '',
    auth: keys?.['auth'] ?? '',
  });
  if (answer.ok) return;
  await made.unsubscribe();
  throw new Error(answer.code);
}

async function turnOff(): Promise<void> {
  const subscription = await current();
  if (!subscription) return;
  const answer = await call('push.unsubscribe', { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
  if (!answer.ok) throw new Error(answer.code);
}

/** Subscribing needs a worker that is active; waiting for `ready` would wait for one of this page. */
async function active(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return;
  await new Promise<void>((done) => {
    worker.addEventListener('statechange', () => worker.state === 'activated' && done());
  });
}
