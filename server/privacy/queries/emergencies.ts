import { z } from 'zod';
import { anywhere, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import {
  nameColumns,
  readable,
  type NameColumns,
  type PersonName,
} from '#server/referrals/index.ts';
import { emergency } from '../access.ts';
import type { Verdict } from '../plain.ts';
import type { Actor } from '#server/platform/access/actor.ts';

const MOST = 100;

export type EmergencyLine = {
  id: string;
  code: string;
  by: PersonName | null;
  openedAt: string;
  until: string;
  open: boolean;
  reviewDueAt: string;
  overdue: boolean;
  verdict: Verdict | null;
  reviewedAt: string | null;
};

export const emergencies = query('privacy.emergencies', {
  summary:
    'Emergency accesses that the caller reviews: those that wait, the most urgent first, then those that were reviewed; and the caller’s own.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'referral.reviewBreakGlass',
  async run({ actor, tx }) {
    return {
      review: await linesOf(tx, actor, visible(actor, 'referral.reviewBreakGlass', emergency)),
      own: await linesOf(tx, actor, sql`b.person_id = ${actor.personId}::uuid`),
    };
  },
});

type Columns = {
  id: string;
  code: string;
  name: NameColumns | null;
  openedAt: Date;
  until: Date;
  reviewDueAt: Date;
  verdict: Verdict | null;
  reviewedAt: Date | null;
};

export async function linesOf(tx: Tx, actor: Actor, which: Sql): Promise<EmergencyLine[]> {
  const { rows } = await tx.query<Columns>(sql`
    SELECT b.id, c.code, ${nameColumns('p')} AS name, b.opened_at AS "openedAt",
           coalesce(b.ended_at, b.expires_at) AS until, b.review_due_at AS "reviewDueAt", b.verdict,
           b.reviewed_at AS "reviewedAt"
      FROM break_glass b JOIN referral c ON c.id = b.referral_id JOIN person p ON p.id = b.person_id
     WHERE ${which}
     ORDER BY b.reviewed_at IS NOT NULL, CASE WHEN b.reviewed_at IS NULL THEN b.review_due_at END,
              b.reviewed_at DESC, b.id LIMIT ${MOST}`);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    by: readable(row.name, actor.lang),
    openedAt: row.openedAt.toISOString(),
    until: row.until.toISOString(),
    open: row.until > tx.now,
    reviewDueAt: row.reviewDueAt.toISOString(),
    overdue: row.reviewedAt === null && row.reviewDueAt <= tx.now,
    verdict: row.verdict,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
  }));
}
