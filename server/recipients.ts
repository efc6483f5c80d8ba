import type { Tx } from './platform/database/transaction.ts';
import type { MailRecipient, MailToResolve } from './platform/mail/worker.ts';

/**
 * Where a mail to a person goes, as known when it is sent. Null for people who have left: what was
 * queued for them before is not sent any more.
 */
export async function recipientOf(tx: Tx, mail: MailToResolve): Promise<MailRecipient | null> {
  const [person] = await tx.sql<{ name: string; address: string; timeZone: string }>`
    SELECT CASE WHEN p.name_lang IN ('ja', 'zh', 'ko') THEN concat_ws(' ', p.family_name, p.given_name)
                ELSE concat_ws(' ', p.given_name, p.family_name) END AS name,
           p.email AS address, p.time_zone AS "timeZone"
    FROM person p WHERE p.id = ${mail.personId} AND p.deactivated_at IS NULL`;
  return person ?? null;
}
