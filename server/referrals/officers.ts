import { ACTIVE_MEMBERSHIPS, MEMBERSHIP_IS_ACTIVE, sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from './access.ts';
import { nameColumns, type NameColumns } from './names.ts';
import { theDesk } from './telling.ts';

/** The ids of those who may carry cases: staff of the secretariat now. */
export const OFFICERS = sql`(
  SELECT m.person_id FROM ${ACTIVE_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${theDesk})`;

/** Whether the officer of a case `r` no longer is one, so that nobody opens it. */
export const officerIsGone = sql`(r.officer_id IS NOT NULL AND r.officer_id <> ALL (ARRAY${OFFICERS}))`;

/** Who else could carry this case, by name: never who asks, since nobody takes a case for themselves. */
export async function officersFor(
  tx: Tx,
  row: Pick<ReferralRow, 'officerId'>,
  { personId }: Pick<Actor, 'personId'>,
): Promise<{ id: string; name: NameColumns }[]> {
  return tx.sql<{ id: string; name: NameColumns }>`
    SELECT p.id, ${nameColumns('p')} AS name FROM person p
     WHERE p.id IN ${OFFICERS} AND p.id IS DISTINCT FROM ${row.officerId}::uuid
       AND p.id IS DISTINCT FROM ${personId}::uuid
     ORDER BY p.family_name, p.given_name, p.id`;
}
