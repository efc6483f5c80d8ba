import { mayAny, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { caseRequest, emergency } from './access.ts';
import type { RequestKind } from './plain.ts';

/** Emergency accesses that wait for the caller's review, the most urgent first. */
export async function emergenciesToReview(tx: Tx, actor: Actor, most: number) {
  if (!mayAny(actor, 'referral.reviewBreakGlass')) return [];
  const rows = await tx.sql<{ id: string; code: string; dueAt: Date }>`
    SELECT b.id, c.code, b.review_due_at AS "dueAt"
      FROM break_glass b JOIN referral c ON c.id = b.referral_id
     WHERE b.reviewed_at IS NULL AND ${visible(actor, 'referral.reviewBreakGlass', emergency)}
     ORDER BY b.review_due_at LIMIT ${most}`;
  return rows.map(({ dueAt, ...row }) => ({ ...row, due: dueAt.toISOString() }));
}

/** What somebody else asked for a case and the caller may decide, the oldest first. */
export async function requestsToDecide(tx: Tx, actor: Actor, most: number) {
  if (!mayAny(actor, 'referral.erase')) return [];
  return tx.sql<{ code: string; kind: RequestKind }>`
    SELECT c.code, q.kind FROM case_request q JOIN referral c ON c.id = q.referral_id
     WHERE q.state = 'asked' AND q.asked_by IS DISTINCT FROM ${actor.personId}::uuid
       AND ${visible(actor, 'referral.erase', caseRequest)}
     ORDER BY q.asked_at LIMIT ${most}`;
}
