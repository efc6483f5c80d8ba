import nodemailer from 'nodemailer';
import { nodemailerMessage } from './message.ts';
import { shortReply, type MailTransport } from './transport.ts';

export type SmtpOptions = {
  url: string;
  /** Refuses to speak in clear text. */
  requireTls: boolean;
  connections?: number;
  timeoutMs?: number;
};

/** Sends through the mail server of SMTP_URL. */
export function smtpTransport(options: SmtpOptions): MailTransport {
  const { url, requireTls, connections = 2, timeoutMs = 20_000 } = options;
  const transporter = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: connections,
    requireTLS: requireTls && !url.startsWith('smtps:'),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Errors of idle pooled connections belong to no mail; without a listener they end the process.
  transporter.on('error', () => undefined);
  return {
    async send(mail, signal) {
      const { response } = await transporter.sendMail({ ...nodemailerMessage(mail), signal });
      return { code: Number.parseInt(response, 10) || 250, reply: shortReply(response) };
    },
    close: () => transporter.close(),
  };
}
