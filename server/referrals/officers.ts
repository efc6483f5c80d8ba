import { sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from './access.ts';
import { nameColumns, type NameColumns } from './names.ts';

/** Whether a person `p` may carry cases: staff of the secretariat now. */
export const isOfficer = sql`(p.deactivated_at IS NULL AND EXISTS (
  SELECT 1 FROM membership m JOIN organisation o ON o.id = m.org_id
   WHERE m.person_id = p.id AND m.ended_at IS NULL AND o.kind = 'secretariat' AND 'staff' = ANY (m.roles)))`;

/** Whether the officer of a case `r` no longer is one, so that nobody opens it. */
export const officerIsGone = sql`(r.officer_id IS NOT NULL AND r.officer_id <> ALL (ARRAY(
  SELECT p.id FROM person p WHERE ${isOfficer})))`;

/** Who else could carry this case, by name: never who asks, since nobody takes a case for themselves. */
export async function officersFor(
  tx: Tx,
  row: Pick<ReferralRow, 'officerId'>,
  { personId }: Pick<Actor, 'personId'>,
): Promise<{ id: string; name: NameColumns }[]> {
  return tx.sql<{ id: string; name: NameColumns }>`
    SELECT p.id, ${nameColumns('p')} AS name FROM person p
     WHERE ${isOfficer} AND p.id IS DISTINCT FROM ${row.officerId}::uuid
       AND p.id IS DISTINCT FROM ${personId}::uuid
     ORDER BY p.family_name, p.given_name, p.id`;
}
