import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';

/** What is open of an organisation's resignation; null of one that stays. */
export type Standing = {
  id: string;
  state: 'announced' | 'acknowledged';
  leavesOn: string;
  announcedAt: string;
  acknowledgedAt: string | null;
  /** Its day has passed, and patients are still with it. */
  heldUp: boolean;
  version: number;
};

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"';
const OPEN = sql`rs.state IN ('announced', 'acknowledged')`;

/** The open resignation of an organisation. */
export async function standingOf(tx: Tx, orgId: string): Promise<Standing | null> {
  const { rows } = await tx.query<Standing>(sql`
    SELECT rs.id, rs.state, rs.leaves_on AS "leavesOn", rs.held_up_at IS NOT NULL AS "heldUp", rs.version,
           to_char(rs.announced_at AT TIME ZONE 'UTC', ${ISO}) AS "announcedAt",
           to_char(rs.acknowledged_at AT TIME ZONE 'UTC', ${ISO}) AS "acknowledgedAt"
      FROM resignation rs WHERE rs.org_id = ${orgId}::uuid AND ${OPEN}`);
  return rows[0] ?? null;
}

/** The same for an act about it. Who acts has seen one: without it, it was taken back or has taken effect. */
export async function requireStanding(tx: Tx, orgId: string): Promise<Standing> {
  const found = await standingOf(tx, orgId);
  if (!found) throw conflict('STATE_CHANGED');
  return found;
}

/**
 * Cases `r` in which an organisation `o` carries a patient: it referred the patient, has accepted them or
 * guarantees for them. While there are any, its people keep their access.
 */
export const CARRIES: Sql = sql`(
  (r.partner_org_id = o.id AND r.state NOT IN ('draft', 'closed', 'cancelled', 'enteredInError', 'erased'))
  OR (in_care(r.state)
      AND (r.accepted_org_id = o.id OR r.facilitator_org_id = o.id)))`;

/** How many cases an organisation carries now. */
export async function casesOf(tx: Tx, orgId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM organisation o JOIN referral r ON ${CARRIES} WHERE o.id = ${orgId}::uuid`);
  return rows[0]!.count;
}
