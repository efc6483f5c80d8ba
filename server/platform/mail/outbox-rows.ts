import sql from 'sql-template-tag';
import { defaultLimit, mailKinds, mailKindSpec, type MailKind } from '#emails/kinds.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { Failure } from './transport.ts';

/** A mail of the outbox while a worker holds it. */
export type LeasedMail = {
  id: string;
  kind: MailKind;
  personId: string | null;
  toAddress: string | null;
  toName: string | null;
  lang: Lang;
  vars: unknown;
  attempts: number;
  createdAt: Date;
};

const leaseMs = 120_000;
const urgentKinds = (Object.keys(mailKinds) as MailKind[]).filter(
  (kind) => mailKindSpec(kind).urgent,
);

/** Hands back what dead workers held. */
export async function reclaimLeases(tx: Tx): Promise<void> {
  await tx.sql`UPDATE outbox_mail SET state = 'pending', lease_by = NULL, lease_until = NULL
    WHERE state = 'leased' AND lease_until <= ${tx.now}`;
}

/** The next mail that is due, for this token alone: urgent ones first, then the oldest. */
export async function leaseNext(tx: Tx, token: string): Promise<LeasedMail | null> {
  const leaseUntil = new Date(tx.now.getTime() + leaseMs);
  const [mail] = await tx.sql<LeasedMail>`
    UPDATE outbox_mail SET state = 'leased', lease_by = ${token}, lease_until = ${leaseUntil}
     WHERE id = (SELECT id FROM outbox_mail WHERE state = 'pending' AND next_at <= ${tx.now}
       ORDER BY kind = ANY(${urgentKinds}) DESC, next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, person_id AS "personId", to_address AS "toAddress", to_name AS "toName",
      lang, vars, attempts, created_at AS "createdAt"`;
  return mail ?? null;
}

/** What became of a mail. Its variables are forgotten with it: a reset link is a key to an account. */
export type Outcome =
  | { state: 'sent'; messageId: string; code: number; reply: string }
  | { state: 'suppressed'; reason: string }
  | { state: 'dead'; reason: string; failure?: Failure }
  | { state: 'pending'; at: Date; failure?: Failure };

/** Writes the outcome, unless the lease passed to another worker meanwhile. */
export async function settle(tx: Tx, id: string, token: string, outcome: Outcome): Promise<void> {
  const failure = 'failure' in outcome ? outcome.failure : undefined;
  const sent = outcome.state === 'sent' ? outcome : undefined;
  const tried = sent || failure ? 1 : 0;
  const set = sql`state = ${outcome.state}, lease_by = NULL, lease_until = NULL,
    attempts = attempts + ${tried}::int, next_at = ${outcome.state === 'pending' ? outcome.at : tx.now},
    smtp_code = ${sent?.code ?? failure?.code ?? null}, smtp_reply = ${sent?.reply ?? failure?.reply ?? null},
    last_error = ${'reason' in outcome ? outcome.reason : (failure?.reason ?? null)},
    message_id = ${sent?.messageId ?? null}, sent_at = ${sent ? tx.now : null}`;
  const forget = outcome.state === 'pending' ? sql`` : sql`, vars = '{}'`;
  await tx.query(sql`UPDATE outbox_mail SET ${set}${forget}
    WHERE id = ${id} AND lease_by = ${token} AND state = 'leased'`);
}

/** Remembers that a mailbox refuses mail for good. */
export async function suppressAddress(tx: Tx, address: string, failure: Failure): Promise<void> {
  await tx.sql`INSERT INTO mail_suppression (address, reason, smtp_code, smtp_reply, at)
    VALUES (${address.toLowerCase()}, 'bounced', ${failure.code}, ${failure.reply}, ${tx.now})
    ON CONFLICT (address) DO NOTHING`;
}

export async function isSuppressed(tx: Tx, address: string): Promise<boolean> {
  const found =
    await tx.sql`SELECT 1 FROM mail_suppression WHERE address = ${address.toLowerCase()}`;
  return found.length > 0;
}

/** When this mail may go, if its recipient got too many lately; null when it may go now. */
export async function heldUntil(tx: Tx, mail: LeasedMail): Promise<Date | 'drop' | null> {
  const { urgent, limit = defaultLimit } = mailKindSpec(mail.kind);
  const windowMs = limit.hours * 3_600_000;
  const recipient = mail.personId
    ? sql`person_id = ${mail.personId}`
    : sql`to_address = ${mail.toAddress}`;
  const { rows } = await tx.query<{ sentAt: Date }>(sql`
    SELECT sent_at AS "sentAt" FROM outbox_mail
     WHERE ${recipient} AND state = 'sent' AND sent_at > ${new Date(tx.now.getTime() - windowMs)}
       AND (${!urgent} OR kind = ${mail.kind})
     ORDER BY sent_at DESC LIMIT ${limit.most}`);
  if (rows.length < limit.most) return null;
  return limit.over === 'drop' ? 'drop' : new Date(rows.at(-1)!.sentAt.getTime() + windowMs);
}
