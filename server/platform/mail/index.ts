export type { MailVars } from '#emails/kinds.ts';
export { displayName, readAddress, readMailbox, type Mailbox } from './address.ts';
export {
  listDevMail,
  readDevMail,
  folderTransport,
  type DevMail,
  type DevMailLine,
} from './dev-mailbox.ts';
export { enqueueMail, type MailTo, type NewMail } from './outbox.ts';
export { smtpTransport } from './smtp.ts';
export type { MailAttachment, MailTransport, OutgoingMail } from './transport.ts';
export {
  createMailWorker,
  type MailRecipient,
  type MailWorker,
  type RenderMail,
} from './worker.ts';
