import { barFromWriting, removePost } from '#server/discussions/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { report, type ReportRow } from '../access.ts';
import { Decide } from '../schemas.ts';
import { tellAuthor, tellReporter, toolsChanged } from '../telling.ts';

/**
 * Decides about a reported post. The same decision settles every other report of the post that nobody
 * else works on; each reporter is told, the author once and only of what was done.
 */
export const decideReport = command('moderation.decideReport', {
  summary:
    'Decides a report one has claimed: no action, a warning, the post removed, or its author barred from writing.',
  input: Decide,
  subject: report.of('reportId'),
  gate: 'report.work',
  async run({ input, subject, actor, tx, audit }) {
    if (subject.reporterId === actor.personId) throw forbidden('OWN_REPORT');
    const decided = await settle(tx, subject, actor.personId!, input);
    if (!decided.some((row) => row.id === subject.id)) throw conflict('STATE_CHANGED');
    const { outcome, days } = input;
    if (outcome === 'removed' || outcome === 'barred') await removePost(tx, subject.postId);
    if (outcome === 'barred') {
      await barFromWriting(tx, {
        personId: subject.authorId,
        reportId: subject.id,
        barredBy: actor.personId!,
        days: days!,
      });
    }
    for (const row of decided) await tellReporter(tx, row);
    if (outcome !== 'none') await tellAuthor(tx, { ...subject, outcome });
    await toolsChanged(tx);
    audit({ outcome, days: days ?? null, reports: decided.length });
    return null;
  },
});

/** Closes this report, if it is open and the caller's, and with it those of the same post that are free. */
async function settle(
  tx: Tx,
  { id, postId }: ReportRow,
  by: string,
  { outcome, explanation }: { outcome: string; explanation: string },
): Promise<ReportRow[]> {
  const { rows } = await tx.query<{ id: string }>(
    sql`UPDATE report SET state = 'decided', outcome = ${outcome}, explanation = ${explanation},
               decided_by = ${by}::uuid, decided_at = ${tx.now}::timestamptz,
               claimed_by = ${by}::uuid, claimed_at = coalesce(claimed_at, ${tx.now}::timestamptz)
         WHERE state = 'open' AND post_id = ${postId}::uuid
           AND (claimed_by = ${by}::uuid OR (claimed_by IS NULL AND EXISTS (
             SELECT 1 FROM report own WHERE own.id = ${id}::uuid AND own.state = 'open' AND own.claimed_by = ${by}::uuid)))
         RETURNING id`,
  );
  const settled: ReportRow[] = [];
  for (const row of rows) settled.push((await report.find(tx, row.id))!);
  return settled;
}
