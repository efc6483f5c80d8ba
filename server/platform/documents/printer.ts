import { Worker } from 'node:worker_threads';
import type { PressAnswer } from './press.ts';
import type { Printed, PrintOrder } from './print.ts';
import type { DocumentKind } from './kinds.ts';

/** A press that prints nothing for so long is let go, with the fonts it holds. */
const IDLE_MS = 120_000;
/** No paper takes so long; the thread is then ended with it. */
const LONGEST_MS = 120_000;

export type Printer = {
  print: <Kind extends DocumentKind>(order: PrintOrder<Kind>) => Promise<Printed>;
  stop: () => Promise<void>;
};

type Waiting = { done: (printed: Printed) => void; fail: (error: Error) => void };

/** Prints in a thread that starts with the first paper and ends when none has come for two minutes. */
export function createPrinter(): Printer {
  let press: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const started = openPress();
    started.unref();
    started.on('message', (answer: PressAnswer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('fault' in answer) one?.fail(new Error(`the press failed: ${answer.fault}`));
      else one?.done({ bytes: answer.bytes, missing: answer.missing });
      rest();
    });
    started.on('error', () => lose(started));
    started.on('exit', () => lose(started));
    return started;
  }

  function lose(gone: Worker) {
    if (press !== gone) return;
    press = null;
    for (const { fail } of waiting.values()) fail(new Error('the press stopped'));
    waiting.clear();
  }

  function rest() {
    clearTimeout(idle);
    if (waiting.size > 0) return;
    idle = setTimeout(() => void stop(), IDLE_MS).unref();
  }

  async function stop() {
    clearTimeout(idle);
    const gone = press;
    if (!gone) return;
    lose(gone);
    await gone.terminate();
  }

  return {
    print(order) {
      clearTimeout(idle);
      press ??= start();
      const id = ++last;
      return new Promise<Printed>((done, fail) => {
        const limit = setTimeout(() => void stop(), LONGEST_MS);
        const settled =
          <T>(settle: (value: T) => void) =>
          (value: T) => (clearTimeout(limit), settle(value));
        waiting.set(id, { done: settled(done), fail: settled(fail) });
        press!.postMessage({ id, order });
      });
    },
    stop,
  };
}

/** In a build `press.js` lies beside us; from sources the thread first takes up the loader of TypeScript. */
function openPress(): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./press.js', import.meta.url), { execArgv: [] });
  }
  const press = new URL('./press.ts', import.meta.url).href;
  return new Worker(
    `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(press)}); })`,
    { eval: true, execArgv: [] },
  );
}
