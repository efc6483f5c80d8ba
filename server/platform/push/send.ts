import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isEndpoint, isPublicAddress } from './endpoint.ts';
import type { VapidKeys } from './vapid.ts';

export type PushTarget = { endpoint: string; p256dh: string; auth: string };
export type PushSender = (
  target: PushTarget,
  message: { payload: object; topic: string },
  signal: AbortSignal,
) => Promise<PushOutcome>;
/** `gone`: the browser takes no more. `refused`: the same would be refused again. */
export type PushOutcome = 'sent' | 'gone' | 'refused';

export type PushOptions = {
  keys: VapidKeys;
  /** Whom a push service may write to: `mailto:forum@…`. */
  subject: string;
  mode: 'demo' | 'production';
};

const WITHIN_MS = 10_000;
/** A push service keeps it this long for a browser that is closed; later it would only confuse. */
const KEPT_SECONDS = 12 * 3600;

/**
 * Sends one message by the Web Push protocol (RFC 8030, 8291, 8292). Follows no redirect, and in
 * production speaks to the open internet alone, whatever a name leads to at that moment. What may
 * pass (busy, unreachable) is thrown.
 */
export function pushSender({ keys, subject, mode }: PushOptions): PushSender {
  return async (target, { payload, topic }, signal) => {
    if (!isEndpoint(target.endpoint, mode)) return 'refused';
    const { default: webPush } = await import('web-push');
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint: target.endpoint, keys: { p256dh: target.p256dh, auth: target.auth } },
      JSON.stringify(payload),
      {
        vapidDetails: { subject, ...keys },
        TTL: KEPT_SECONDS,
        contentEncoding: 'aes128gcm',
        topic,
      },
    );
    const limit = AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]);
    const status = await post(target.endpoint, headers, body, mode, limit);
    if (status >= 200 && status < 300) return 'sent';
    if (status === 404 || status === 410) return 'gone';
    if (status === 429 || status >= 500) throw new Error(`the push service answered ${status}`);
    return 'refused';
  };
}

function post(
  endpoint: string,
  headers: Record<string, string | number>,
  body: Buffer,
  mode: PushOptions['mode'],
  signal: AbortSignal,
): Promise<number> {
  const url = new URL(endpoint);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((done, fail) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        headers,
        signal,
        agent: false,
        ...(mode === 'production' ? { lookup: publicLookup } : {}),
      },
      (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      },
    );
    outgoing.once('error', fail);
    outgoing.end(body);
  });
}

/** Asked by the socket itself, so that no second answer of a name server can come in between. */
const publicLookup: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, []);
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    if (open.length === 0) return answer(new Error('not an address of the open internet'), []);
    if (options.all) return answer(null, open);
    answer(null, open[0]!.address, open[0]!.family);
  });
};
