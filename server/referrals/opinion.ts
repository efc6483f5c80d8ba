import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from './access.ts';

/** `concluded`: the case ended with it. `travel`: it was given, and the case goes on as a journey. */
export type OpinionState =
  'proposed' | 'agreed' | 'declined' | 'withdrawn' | 'held' | 'concluded' | 'travel';

export type Opinion = {
  id: string;
  orgId: string | null;
  /** Whether it comes before a journey that is still wished for, or in its place. */
  aim: 'before' | 'instead';
  state: OpinionState;
  version: number;
  proposedAt: Date;
  answeredAt: Date | null;
  heldAt: Date | null;
  endedAt: Date | null;
  /** Proposed by the officer, not by the hospital. */
  byOfficer: boolean;
};

/** What money, time and words of a case are for now: a stay, or a second opinion. */
export type Purpose = 'stay' | 'opinion';

/** Whether a second opinion that was agreed on decides what the case `r` is about. */
const OPINION_STANDS = sql`EXISTS (SELECT 1 FROM second_opinion q WHERE q.referral_id = r.id
  AND q.state IN ('agreed', 'held', 'concluded') AND (q.org_id IS NULL OR q.org_id = r.accepted_org_id))`;

/** Whether no journey of the case `r` is to be planned now: a second opinion comes first. */
export const OPINION_UNDER_WAY = sql`(r.state = 'accepted' AND ${OPINION_STANDS})`;

/** The purpose of what is written for a case `r` now. */
export const PURPOSE_NOW = sql`(CASE WHEN ${OPINION_STANDS} THEN 'opinion' ELSE 'stay' END)`;

export async function purposeOf(tx: Tx, referralId: string): Promise<Purpose> {
  const { rows } = await tx.query<{ purpose: Purpose }>(
    sql`SELECT ${PURPOSE_NOW} AS purpose FROM referral r WHERE r.id = ${referralId}`,
  );
  return rows[0]!.purpose;
}

/**
 * The newest second opinion of a case: agreed on at triage, or with the hospital that has the case. One
 * that takes a case over sees nothing of the one before it.
 */
export async function opinionOf(
  tx: Tx,
  { id, acceptedOrgId }: Pick<ReferralRow, 'id' | 'acceptedOrgId'>,
): Promise<Opinion | null> {
  const [row] = await tx.sql<Opinion>`
    SELECT q.id, q.org_id AS "orgId", q.aim, q.state, q.version, q.proposed_at AS "proposedAt",
           q.answered_at AS "answeredAt", q.held_at AS "heldAt", q.ended_at AS "endedAt",
           EXISTS (SELECT 1 FROM membership m JOIN organisation o ON o.id = m.org_id
             WHERE m.person_id = q.proposed_by AND o.kind = 'secretariat') AS "byOfficer"
      FROM second_opinion q
     WHERE q.referral_id = ${id} AND (q.org_id IS NULL OR q.org_id = ${acceptedOrgId}::uuid)
     ORDER BY q.proposed_at DESC, q.id LIMIT 1`;
  return row ?? null;
}
