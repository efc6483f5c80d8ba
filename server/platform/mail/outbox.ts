import { mailKinds, type MailInput, type MailKind } from '#emails/kinds.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { newId } from '#server/platform/ids.ts';
import { displayName, readAddress } from './address.ts';

export type MailTo = { personId: string } | { address: string; name: string };

/** A mail of one kind; the kind decides which variables it takes. */
export type NewMail<Kind extends MailKind = MailKind> = Kind extends MailKind
  ? {
      kind: Kind;
      to: MailTo;
      lang: Lang;
      vars: MailInput<Kind>;
      /** The same act asks for the same mail: `event-registration-confirmed:<registration>:<sequence>`. */
      dedupeKey: string;
    }
  : never;

/**
 * Puts a mail into the outbox, in the caller's transaction: it is sent if and only if that commits.
 * A mail with a dedupe key that is known is not written again; the answer says whether it was.
 */
export async function enqueueMail(tx: Tx, mail: NewMail): Promise<boolean> {
  const vars = mailKinds[mail.kind].vars.parse(mail.vars);
  const to = recipientColumns(mail.to);
  const written = await tx.sql`
    INSERT INTO outbox_mail (id, dedupe_key, kind, person_id, to_address, to_name, lang, vars, next_at, created_at)
    VALUES (${newId()}, ${mail.dedupeKey}, ${mail.kind}, ${to.personId}, ${to.address}, ${to.name},
      ${mail.lang}, ${JSON.stringify(vars)}::jsonb, ${tx.now}, ${tx.now})
    ON CONFLICT (dedupe_key) DO NOTHING RETURNING id`;
  return written.length === 1;
}

function recipientColumns(to: MailTo) {
  if ('personId' in to) return { personId: to.personId, address: null, name: null };
  const address = readAddress(to.address);
  if (!address) throw invalid('ADDRESS_INVALID');
  return { personId: null, address, name: displayName(to.name) };
}
