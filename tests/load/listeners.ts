import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ask, openSocket } from '#tests/faults/nodes.ts';

/** What a listening process is asked: open these sockets, then tell how late each event came. */
type Order =
  { open: { url: string; cookies: string[]; subscribe: string | null } } | { report: true };

export type Listeners = {
  /** Milliseconds from sending to receiving, of each event at each socket, since the last report. */
  delays(): Promise<number[]>;
  close(): Promise<void>;
};

/** How a sent text carries its own time: the clock that all processes of a machine share. */
export const stamp = () => `@${(performance.timeOrigin + performance.now()).toFixed(2)}@`;

const OPENING_AT_A_TIME = 50;

/** Opens sockets in a process of their own, one for each cookie, all listening to one thread. */
export async function listen(
  url: string,
  cookies: string[],
  subscribe: string | null,
): Promise<Listeners> {
  const child = fork(fileURLToPath(import.meta.url), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  async function tell(order: Order): Promise<unknown> {
    child.send(order);
    const [answer] = (await once(child, 'message')) as [{ error?: string; delays?: number[] }];
    if (answer.error) throw new Error(answer.error);
    return answer.delays;
  }
  await tell({ open: { url, cookies, subscribe } });
  return {
    delays: () => tell({ report: true }) as Promise<number[]>,
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

let delays: number[] = [];

async function openAll({ url, cookies, subscribe }: Extract<Order, { open: unknown }>['open']) {
  for (let from = 0; from < cookies.length; from += OPENING_AT_A_TIME) {
    await Promise.all(
      cookies.slice(from, from + OPENING_AT_A_TIME).map((cookie) => open(url, cookie, subscribe)),
    );
  }
}

async function open(url: string, cookie: string, subscribe: string | null) {
  const socket = openSocket(url, cookie);
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('connect_error', fail);
  });
  socket.on('events', (frame: object) => {
    const sentAt = Number(/@([\d.]+)@/.exec(JSON.stringify(frame))?.[1]);
    if (sentAt) delays.push(performance.timeOrigin + performance.now() - sentAt);
  });
  if (!subscribe) return;
  const channel = { kind: 'thread', id: subscribe };
  const answer = await ask(socket, 'subscribe', { channel, after: 1_000_000 }, 30_000);
  if (!answer?.ok) throw new Error(`not subscribed: ${JSON.stringify(answer)}`);
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on('message', (order: Order) => {
    if ('report' in order) {
      process.send!({ delays });
      delays = [];
      return;
    }
    openAll(order.open).then(
      () => process.send!({}),
      (error: Error) => process.send!({ error: error.message }),
    );
  });
}
