import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import type { ReferralRow } from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import type { ThreadSide } from './plain.ts';

/**
 * The hospital whose conversation about a case is read: for a hospital its own, for sender and officer
 * the one that has the case, or one with which there were words. Row-level security says the same.
 * @throws 422 for a hospital that had no part in the case
 */
export async function hospitalOf(
  tx: Tx,
  row: ReferralRow,
  actor: Actor,
  wanted?: string,
): Promise<string | null> {
  if (!readsAll(row, actor)) return actor.orgId;
  if (wanted) {
    const known = [row.acceptedOrgId, ...(await hospitalsOf(tx, row)).map(({ id }) => id)];
    if (!known.includes(wanted)) {
      // As of an id that nobody has: which hospitals were not asked is told to nobody.
      throw invalid('INVALID_INPUT', undefined, [{ path: 'hospitalId', message: 'unknownRecord' }]);
    }
    return wanted;
  }
  if (row.acceptedOrgId) return row.acceptedOrgId;
  const [last] = await hospitalsOf(tx, row);
  return last?.id ?? null;
}

/** The hospitals with which there were words about a case, the newest first. */
export async function hospitalsOf(
  tx: Tx,
  row: ReferralRow,
): Promise<{ id: string; name: Label }[]> {
  return tx.sql<{ id: string; name: Label }>`
    SELECT o.id, o.short_name AS name FROM case_message m JOIN organisation o ON o.id = m.hospital_id
     WHERE m.referral_id = ${row.id} GROUP BY o.id ORDER BY max(m.at) DESC, o.id`;
}

export function readsAll(row: ReferralRow, actor: Actor): boolean {
  return actor.orgId === row.partnerOrgId || actor.orgKind === 'secretariat';
}

/** The messages `m` of a conversation. */
export function messagesWith(row: ReferralRow, hospitalId: string): Sql {
  return sql`(m.referral_id = ${row.id} AND m.hospital_id = ${hospitalId}::uuid)`;
}

export function sideOfOrg(row: ReferralRow, orgId: string, hospitalId: string): ThreadSide {
  if (orgId === row.partnerOrgId) return 'partner';
  return orgId === hospitalId ? 'hospital' : 'secretariat';
}

/** Questions `m` that nobody has answered. */
const OPEN = sql`(m.kind = 'question'
  AND NOT EXISTS (SELECT 1 FROM case_message a WHERE a.answers_id = m.id))`;

export type Standing = {
  count: number;
  unread: number;
  /** The place up to which the caller has read. */
  readTo: number;
  /** Open questions of others, which the caller's side may answer, and its own. */
  toAnswer: number;
  asked: number;
  lastAt: string | null;
};

/** How the conversation stands for a reader, without opening a word of it. */
export async function standingOf(
  tx: Tx,
  row: ReferralRow,
  actor: Actor,
  hospitalId: string,
): Promise<Standing> {
  const { rows } = await tx.query<Omit<Standing, 'lastAt'> & { lastAt: Date | null }>(sql`
    SELECT count(*)::int AS count, max(m.at) AS "lastAt", coalesce(max(v.place), 0)::int AS "readTo",
           count(*) FILTER (WHERE m.author_id <> ${actor.personId}::uuid
             AND m.place > coalesce(v.place, 0))::int AS unread,
           count(*) FILTER (WHERE m.org_id <> ${actor.orgId}::uuid AND ${OPEN})::int AS "toAnswer",
           count(*) FILTER (WHERE m.org_id = ${actor.orgId}::uuid AND ${OPEN})::int AS asked
      FROM case_message m
      LEFT JOIN case_message_read v ON v.referral_id = m.referral_id AND v.hospital_id = m.hospital_id
       AND v.person_id = ${actor.personId}::uuid AND v.org_id = ${actor.orgId}::uuid
     WHERE ${messagesWith(row, hospitalId)}`);
  const { lastAt, ...counts } = rows[0]!;
  return { ...counts, lastAt: lastAt?.toISOString() ?? null };
}
