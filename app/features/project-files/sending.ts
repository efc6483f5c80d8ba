import { useRevalidator } from '@remix-run/react';
import { useRef, useState } from 'react';
import { sendForm, type Answered } from '#app/features/files/send-form.ts';

/** One file of a form on its way into a library. */
export type Sent = {
  key: string;
  name: string;
  size: number;
  state: 'waiting' | 'sending' | 'done' | 'failed';
  /** The share of its bytes that has gone out. */
  share: number;
  number: number | null;
  code: string | null;
};
type Answer = {
  brought?: { fileId?: string; number?: number; code?: string; uploadId?: string }[];
};
type Outcome = { number: number } | { code: string; uploadId?: string };

/**
 * Sends the files of a form one after the other, so that each says how far it is, and reads the page anew.
 * @param onLate is told of an upload that waits because a newer version came first
 */
export function useSending(action: string, orgId: string, onLate: (uploadId: string) => void) {
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const { revalidate } = useRevalidator();
  const busy = useRef(false);

  function change(key: string, to: Partial<Sent>) {
    setSent((list) => list.map((one) => (one.key === key ? { ...one, ...to } : one)));
  }

  async function send(form: HTMLFormElement, files: readonly File[]) {
    if (busy.current || files.length === 0) return;
    busy.current = true;
    const waiting = files.map((file) => ({ file, row: begun(file) }));
    setSent(waiting.map(({ row }) => row));
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    for (const { file, row } of waiting) {
      change(row.key, { state: 'sending' });
      const onShare = (share: number) => change(row.key, { share });
      const acting = { 'X-Acting-As': orgId };
      const { answered } = sendForm(action, bodyOf(fields, file), onShare, acting);
      const outcome = outcomeOf(await answered);
      if ('number' in outcome) change(row.key, { state: 'done', number: outcome.number });
      else {
        change(row.key, { state: 'failed', code: outcome.code });
        if (outcome.uploadId) onLate(outcome.uploadId);
      }
    }
    busy.current = false;
    form.reset();
    revalidate();
  }

  return {
    sent,
    send,
    isBusy: sent.some(({ state }) => state === 'sending' || state === 'waiting'),
  };
}

function begun({ name, size }: File): Sent {
  const key = crypto.randomUUID();
  return { key, name, size, state: 'waiting', share: 0, number: null, code: null };
}

/** Fields first: the forum reads the form as it comes. */
function bodyOf(fields: [string, FormDataEntryValue][], file: File): FormData {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append('file', file);
  return body;
}

function outcomeOf({ status, responseText }: Answered): Outcome {
  if (status === 0) return { code: 'NO_ANSWER' };
  try {
    const answer = JSON.parse(responseText) as Answer & { code?: string };
    const one = answer.brought?.[0];
    if (one?.number) return { number: one.number };
    const code = one?.code ?? answer.code ?? 'UNEXPECTED';
    return one?.uploadId ? { code, uploadId: one.uploadId } : { code };
  } catch {
    return { code: status === 413 ? 'FILE_TOO_LARGE' : 'UNEXPECTED' };
  }
}
