import type { OutgoingMail } from './transport.ts';

/**
 * The message as nodemailer takes it. Addresses are objects and the envelope is explicit, so text
 * can neither add nor redirect a recipient; contents are strings, and reading files and URLs is off.
 */
export function nodemailerMessage(mail: OutgoingMail) {
  return {
    from: { ...mail.from },
    to: [{ ...mail.to }],
    envelope: { from: mail.from.address, to: [mail.to.address] },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: {
      'X-Entity-Ref-ID': mail.id,
      'Auto-Submitted': 'auto-generated',
      ...(mail.unsubscribe && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      'Content-Language': mail.lang === 'zh' ? 'zh-Hans' : mail.lang,
    },
    ...(mail.unsubscribe && { list: { unsubscribe: { url: mail.unsubscribe } } }),
    attachments: mail.attachments.map(({ filename, contentType, content, cid }) => ({
      filename,
      contentType,
      ...(cid
        ? { cid, contentDisposition: 'inline' as const, content: Buffer.from(content, 'base64') }
        : { content }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
