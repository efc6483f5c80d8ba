import type { Actor } from '#server/platform/access/actor.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from './access.ts';
import type { Label } from './schemas.ts';
import { caseKeyOf, openWords } from './sealing.ts';
import { sideOf } from './side.ts';

/** A question as a side reads it. Another hospital's is there only where the officer shared it, without a name. */
export type Question = {
  id: string;
  /** Who asks: this hospital, a hospital, the secretariat. */
  from: 'us' | 'hospital' | 'secretariat';
  /** The hospital, for the officer alone. */
  hospital: Label | null;
  askedAt: string;
  text: string;
  answer: { text: string; at: string } | null;
  shared: boolean;
  /** It advises the sender, with a case that went back, and waits for no answer. */
  advice: boolean;
};

type Columns = {
  id: string;
  orgId: string | null;
  orgName: Label | null;
  askedAt: Date;
  sealed: Buffer;
  answeredAt: Date | null;
  sealedAnswer: Buffer | null;
  shared: boolean;
  advice: boolean;
};

/** The questions of a case that the caller's side may read, the newest first. */
export async function readQuestions(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  actor: Actor,
): Promise<Question[]> {
  const side = sideOf(row, actor);
  const every = side === 'officer' || side === 'partner';
  const rows = await tx.sql<Columns>`
    SELECT q.id, f.org_id AS "orgId", o.short_name AS "orgName", q.asked_at AS "askedAt", q.sealed,
           q.answered_at AS "answeredAt", q.sealed_answer AS "sealedAnswer", q.shared, q.advice
      FROM case_question q
      LEFT JOIN offer f ON f.id = q.offer_id
      LEFT JOIN organisation o ON o.id = f.org_id
     WHERE q.referral_id = ${row.id}
       AND (${every}::boolean OR f.org_id = ${actor.orgId}::uuid OR q.shared)
     ORDER BY q.asked_at DESC, q.id LIMIT 100`;
  if (rows.length === 0) return [];
  const key = await caseKeyOf(tx, ring, row.id);
  return rows.map((each) => {
    const { text } = openWords<{ text: string }>(key, row.id, each.id, 'sealed', each.sealed);
    const answer =
      each.sealedAnswer &&
      openWords<{ text: string; question?: string }>(
        key,
        row.id,
        each.id,
        'sealed_answer',
        each.sealedAnswer,
      );
    const own = each.orgId !== null && each.orgId === actor.orgId;
    return {
      id: each.id,
      from: own ? 'us' : each.orgId ? 'hospital' : 'secretariat',
      hospital: side === 'officer' ? each.orgName : null,
      askedAt: each.askedAt.toISOString(),
      // Others read a question only in the words that the officer found for it.
      text: every || own ? text : (answer?.question ?? ''),
      answer:
        answer && each.answeredAt ? { text: answer.text, at: each.answeredAt.toISOString() } : null,
      shared: each.shared,
      advice: each.advice,
    };
  });
}
