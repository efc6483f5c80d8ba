import { openText, seal } from '#server/platform/crypto/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { nameColumns, readable, type NameColumns, type PersonName } from './names.ts';
import { caseKeyOf } from './sealing.ts';

/** A privacy officer's exception for the outline as it stands: who let it pass, when and why. */
export type Exception = { by: PersonName | null; at: string; reason: string };

/** Why an exception was made, sealed with the case's key and bound to its row. */
export function sealException(
  key: Uint8Array,
  row: { id: string; referralId: string },
  reason: string,
): Buffer {
  return seal(key, reason, place(row));
}

/** The exception that stands for the outline as it was last checked, if there is one. */
export async function exceptionOf(
  tx: Tx,
  ring: KeyRing,
  referralId: string,
  { lang }: Pick<Actor, 'lang'>,
): Promise<Exception | null> {
  const [row] = await tx.sql<{ id: string; at: Date; sealed: Buffer; by: NameColumns | null }>`
    SELECT v.id, v.at, v.sealed_reason AS sealed,
           (SELECT ${nameColumns('p')} FROM person p WHERE p.id = v.person_id) AS by
      FROM teaser_override v JOIN referral r ON r.id = v.referral_id AND r.teaser_version = v.teaser_version
     WHERE r.id = ${referralId} AND r.teaser_reviewed_at IS NOT NULL`;
  if (!row) return null;
  const key = await caseKeyOf(tx, ring, referralId);
  const reason = openText(key, row.sealed, place({ id: row.id, referralId }));
  return { by: readable(row.by, lang), at: row.at.toISOString(), reason };
}

function place({ id, referralId }: { id: string; referralId: string }) {
  return { table: 'teaser_override', column: 'sealed_reason', rowId: id, recordId: referralId };
}
