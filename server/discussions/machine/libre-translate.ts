import { z } from 'zod';
import { wordsOf, type TranslatableText } from './translatable.ts';
import type { Translated, Translator, Way } from './translator.ts';

const WITHIN_MS = 30_000;
/** Of one request; servers refuse long ones. */
const MOST_TEXTS = 16;
const MOST_CHARACTERS = 4000;
/** An answer has no reason to be longer than a few times its question, of which a letter is at most four bytes. */
const MOST_BYTES = 256 * 1024;

const Answer = z.object({ translatedText: z.array(z.string()) });

/**
 * A server that speaks LibreTranslate's HTTP: `POST <url>/translate` with `q`, `source`, `target`,
 * `format` and, where it asks for one, `api_key`. Follows no redirect, so texts reach this host alone.
 */
export function libreTranslate({
  url,
  key,
}: {
  url: string;
  key?: string | undefined;
}): Translator {
  const address = new URL('translate', url.endsWith('/') ? url : `${url}/`);
  return {
    host: address.host,
    async translate(texts, way, signal) {
      const translated: string[] = [];
      for (const some of batches(texts)) {
        const answer = await ask(address, key, some, way, signal);
        if ('refused' in answer) return answer;
        translated.push(...answer.texts);
      }
      return { texts: translated };
    },
  };
}

async function ask(
  address: URL,
  key: string | undefined,
  texts: readonly TranslatableText[],
  { from, to }: Way,
  signal: AbortSignal,
): Promise<Translated> {
  const response = await fetch(address, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({
      q: texts.map(wordsOf),
      source: from,
      target: to,
      format: 'text',
      ...(key && { api_key: key }),
    }),
  });
  const { status } = response;
  if (status === 429 || status >= 500) {
    await response.body?.cancel();
    throw new Error(`the translation server answered ${status}`);
  }
  if (status !== 200) {
    await response.body?.cancel();
    return { refused: status === 400 ? 'language' : 'server' };
  }
  const answer = Answer.safeParse(await jsonOf(response));
  if (!answer.success || answer.data.translatedText.length !== texts.length) {
    return { refused: 'server' };
  }
  return { texts: answer.data.translatedText };
}

/** The body as JSON; undefined where it is none. Reads no more than an answer may have. */
async function jsonOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
    bytes += part.value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader!.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The texts in portions that one request takes; a longer text goes by itself. */
function batches(texts: readonly TranslatableText[]): TranslatableText[][] {
  const portions: TranslatableText[][] = [];
  let room = 0;
  for (const text of texts) {
    const { length } = wordsOf(text);
    const portion = portions.at(-1);
    if (portion && portion.length < MOST_TEXTS && length <= room) {
      portion.push(text);
      room -= length;
    } else {
      portions.push([text]);
      room = MOST_CHARACTERS - length;
    }
  }
  return portions;
}
