import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Label } from '../schemas.ts';
import type { DoubleKind } from './plain.ts';

export type Double = {
  id: string;
  code: string;
  state: ReferralState;
  createdAt: Date;
  partner: Label;
  /** By what it looks like the same person. */
  kinds: DoubleKind[];
  verdict: 'same' | 'different' | null;
  reason: string | null;
};

/**
 * Other cases that look like the same person's, by keyed hashes alone: no identity is opened. A sender
 * is told of its own cases and learns nothing of others'; the secretariat of all that were submitted.
 * Cases of one chain are known to be one patient's; cases entered in error are nobody's.
 */
export async function doublesOf(tx: Tx, referralId: string, actor: Actor): Promise<Double[]> {
  const { rows } = await tx.query<Double>(sql`
    SELECT r.id, r.code, r.state, r.created_at AS "createdAt", o.name AS partner, found.kinds,
           d.verdict, d.reason
      FROM (SELECT theirs.referral_id AS id, array_agg(DISTINCT theirs.kind) AS kinds, asked.partner_org_id AS sender
              FROM referral asked JOIN patient_trace own ON own.referral_id = asked.id
              JOIN patient_trace theirs
                ON theirs.kind = own.kind AND theirs.hash = own.hash AND theirs.referral_id <> own.referral_id
             WHERE asked.id = ${referralId}::uuid GROUP BY theirs.referral_id, asked.partner_org_id) AS found
      JOIN referral r ON r.id = found.id
      JOIN organisation o ON o.id = r.partner_org_id
      LEFT JOIN case_double d ON d.first_id = least(r.id, ${referralId}::uuid)
        AND d.second_id = greatest(r.id, ${referralId}::uuid)
     WHERE ${known(actor)} AND ${TELLING} AND r.state NOT IN ('enteredInError', 'erased')
       AND NOT EXISTS (SELECT 1 FROM referral_onward n
             WHERE (n.from_id, n.to_id) IN ((r.id, ${referralId}::uuid), (${referralId}::uuid, r.id)))
     ORDER BY d.verdict IS NOT NULL, 'document' = ANY (found.kinds) DESC, r.created_at DESC, r.id
     LIMIT 20`);
  return rows;
}

/** A sender who gives its own telephone for every patient tells nothing by it; another sender's does. */
const TELLING = sql`(found.kinds <> ARRAY['contact'] OR r.partner_org_id <> found.sender)`;

function known({ orgKind, orgId }: Actor): Sql {
  return orgKind === 'secretariat'
    ? sql`r.state <> 'draft'`
    : sql`r.partner_org_id = ${orgId}::uuid`;
}
