import type { Mailbox } from './address.ts';

export type MailAttachment = {
  filename: string;
  contentType: string;
  content: string;
  cid?: string;
};

/** A mail ready to go: one recipient, always as an object, so that no text can add another. */
export type OutgoingMail = {
  id: string;
  kind: string;
  lang: string;
  messageId: string;
  from: Mailbox;
  to: Mailbox;
  subject: string;
  html: string;
  text: string;
  attachments: MailAttachment[];
  /** Where one press ends mails of this sort (RFC 8058); null for those that are always sent. */
  unsubscribe?: string | null;
};

export type MailTransport = {
  /** Resolves with the server's reply once it took the mail; rejects otherwise. */
  send: (mail: OutgoingMail, signal: AbortSignal) => Promise<{ code: number; reply: string }>;
  close: () => void;
};

/** What to do about a mail that was not taken. */
export type Failure = {
  /** `retry` later, or `dead`: nothing will change it. */
  then: 'retry' | 'dead';
  /** The mailbox itself was refused: nothing more is sent there. */
  badAddress: boolean;
  /** One of our own words. */
  reason: 'refused' | 'timeout' | 'connection' | 'tls' | 'credentials' | 'message' | 'internal';
  code: number | null;
  reply: string | null;
};

const reasons: Record<string, Failure['reason']> = {
  ETIMEDOUT: 'timeout',
  EABORT: 'timeout',
  ETLS: 'tls',
  EREQUIRETLS: 'tls',
  EAUTH: 'credentials',
  ENOAUTH: 'credentials',
  ECONNECTION: 'connection',
  ESOCKET: 'connection',
  EDNS: 'connection',
  EPROTOCOL: 'connection',
  EENVELOPE: 'refused',
  EMESSAGE: 'message',
};

type SmtpError = { code?: unknown; responseCode?: unknown; response?: unknown; command?: unknown };

/**
 * Reads an error of the transport. Only a mailbox refused for good (5xx at RCPT, not for reasons of
 * policy, which are about the sender) is given up at once; everything else may be over tomorrow.
 */
export function readFailure(error: unknown): Failure {
  const { code, responseCode, response, command } = (error ?? {}) as SmtpError;
  const smtpCode = typeof responseCode === 'number' ? responseCode : null;
  const reply = typeof response === 'string' ? shortReply(response) : null;
  const refusedHere = command === 'RCPT TO' && smtpCode !== null && smtpCode >= 500;
  const badAddress = refusedHere && !/^\d{3}[ -]5\.7\./.test(reply ?? '');
  return {
    then: badAddress ? 'dead' : 'retry',
    badAddress,
    reason: reasons[String(code)] ?? (smtpCode === null ? 'internal' : 'refused'),
    code: smtpCode,
    reply,
  };
}

/** Servers repeat addresses in their replies: those are left out of what is kept. */
export function shortReply(reply: string): string {
  return reply
    .replace(/<?[^\s<>]+@[^\s<>]+>?/g, '<…>')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}
