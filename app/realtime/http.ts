import { NO_ANSWER, type Answer } from './protocol.ts';

const ANSWER_WITHIN_MS = 10_000;
const KINDS: Record<number, string> = {
  401: 'signedOut',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  413: 'tooLarge',
  422: 'invalid',
  429: 'rateLimited',
  503: 'unavailable',
};

type Problem = { code?: string; retryAfter?: number };

/** Calls a use case over plain HTTP: for pages whose socket cannot be had. */
export async function callOverHttp<T>(
  name: string,
  input: object,
  actingAs: string | undefined,
): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/v1/${name}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(actingAs && { 'X-Acting-As': actingAs }),
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (response.ok) return { ok: true, data: (await response.json()) as T };
    const { code = 'UNEXPECTED', retryAfter } = (await response.json()) as Problem;
    const kind = KINDS[response.status] ?? 'fault';
    return { ok: false, code, kind, ...(retryAfter && { retryAfter }) };
  } catch {
    return NO_ANSWER;
  }
}
