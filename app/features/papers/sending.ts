import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { sendForm, type Answered } from '#app/features/files/send-form.ts';

/** How far a form is: the share of its bytes that has gone out, or that the line broke. */
export type Sending = { share: number } | 'broken' | null;

/**
 * Sends a form with files so that the page says how far it is, and goes on to where the forum leads. Without
 * scripts the browser sends the form as it stands. Where the line breaks, the form stays as it was.
 */
export function useSending() {
  const [sending, setSending] = useState<Sending>(null);
  const stop = useRef<(() => void) | null>(null);
  const navigate = useNavigate();
  useEffect(() => () => stop.current?.(), []);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (stop.current) return;
    const form = event.currentTarget;
    let stopped = false;
    const sent = sendForm(form.action, new FormData(form), (share) => setSending({ share }));
    stop.current = () => {
      stopped = true;
      sent.stop();
    };
    setSending({ share: 0 });
    const next = nextOf(await sent.answered);
    stop.current = null;
    setSending(next || stopped ? null : 'broken');
    if (!next) return;
    form.reset();
    navigate(next);
  }

  return {
    sending,
    send: (event: FormEvent<HTMLFormElement>) => void send(event),
    stop: () => stop.current?.(),
  };
}

function nextOf({ status, responseText }: Answered): string | null {
  if (status !== 200) return null;
  try {
    return (JSON.parse(responseText) as { next?: string }).next ?? null;
  } catch {
    return null;
  }
}
