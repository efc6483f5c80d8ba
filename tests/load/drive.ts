import autocannon from 'autocannon';
import { percentile } from './figures.ts';

/** One request that is sent over and over; a function makes a new one each time. */
export type Shot = {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
};
export type Target = { url: string; shot: Shot | (() => Shot) };
export type Drive = { perSecond: number; p95: number };

/** What a browser asks for: pages are compressed for it where the server does so. */
const BROWSER = { 'Accept-Encoding': 'gzip', Accept: '*/*' };

/**
 * Sends requests over `connections` kept-alive connections for some seconds, each as soon as the
 * last was answered. Any answer but 2xx is a fault of the test, not a figure.
 * @param timed whether each answer's time is kept for `p95`, which slows a fast server's client
 */
export function drive(
  target: Target,
  connections: number,
  seconds: number,
  { timed = false }: { timed?: boolean } = {},
): Promise<Drive> {
  const { shot } = target;
  const make = typeof shot === 'function' ? shot : () => shot;
  const times: number[] = [];
  return new Promise((done, fail) => {
    const run = autocannon(
      {
        url: target.url,
        connections,
        duration: seconds,
        timeout: 30,
        headers: BROWSER,
        requests: [
          typeof shot === 'function'
            ? { setupRequest: (request) => merged(request, make()) }
            : shot,
        ],
      },
      (error, result) => {
        if (error) return fail(error);
        if (result.non2xx > 0 || result.errors > 0) {
          const answers = JSON.stringify(result.statusCodeStats);
          const { path } = make();
          return fail(new Error(`${path}: ${answers}, ${result.errors} without an answer`));
        }
        done({ perSecond: result['2xx'] / result.duration, p95: percentile(times, 95) });
      },
    );
    if (timed) {
      run.on('response', (_client, _status, _bytes, milliseconds: number) =>
        times.push(milliseconds),
      );
    }
  });
}

function merged<R extends { headers?: Record<string, string> }>(request: R, shot: Shot) {
  return { ...request, ...shot, headers: { ...request.headers, ...shot.headers } };
}

/** Asks once; answers null where the page does not exist, and fails on any other refusal. */
export async function exists(target: { url: string; shot: Shot }): Promise<boolean> {
  const { method = 'GET', path, headers, body } = target.shot;
  const answer = await fetch(`${target.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...BROWSER, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  await answer.arrayBuffer();
  if (answer.ok) return true;
  if (answer.status === 404) return false;
  throw new Error(`${path} answers ${answer.status}`);
}
