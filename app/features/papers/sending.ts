import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';

/** How far a form is: the share of its bytes that has gone out, or that the line broke. */
export type Sending = { share: number } | 'broken' | null;

/**
 * Sends a form with files so that the page says how far it is, and goes on to where the forum leads. Without
 * scripts the browser sends the form as it stands. Where the line breaks, the form stays as it was.
 */
export function useSending() {
  const [sending, setSending] = useState<Sending>(null);
  const request = useRef<XMLHttpRequest>();
  const navigate = useNavigate();
  useEffect(() => () => request.current?.abort(), []);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (request.current) return;
    const form = event.currentTarget;
    const sent = (request.current = new XMLHttpRequest());
    setSending({ share: 0 });
    sent.upload.onprogress = ({ loaded, total }) => setSending({ share: loaded / total });
    sent.onabort = () => over(null);
    sent.onerror = () => over('broken');
    sent.onload = () => {
      const next = nextOf(sent);
      over(next ? null : 'broken');
      if (!next) return;
      form.reset();
      navigate(next);
    };
    sent.open('POST', form.action);
    sent.setRequestHeader('Accept', 'application/json');
    sent.send(new FormData(form));
  }

  function over(as: Sending) {
    request.current = undefined;
    setSending(as);
  }

  return { sending, send, stop: () => request.current?.abort() };
}

function nextOf({ status, responseText }: XMLHttpRequest): string | null {
  if (status !== 200) return null;
  try {
    return (JSON.parse(responseText) as { next?: string }).next ?? null;
  } catch {
    return null;
  }
}
