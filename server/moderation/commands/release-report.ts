import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { report } from '../access.ts';
import { OfReport } from '../schemas.ts';
import { toolsChanged } from '../telling.ts';

/**
 * Gives a report back to the queue. Anybody of the secretariat may, also for a colleague who is away:
 * no report depends on one person. Who did so is in the audit.
 */
export const releaseReport = command('moderation.releaseReport', {
  summary: 'Gives a claimed report back to the queue.',
  input: OfReport,
  subject: report.of('reportId'),
  gate: 'report.work',
  async run({ subject, tx, audit }) {
    const { count } = await tx.query(
      sql`UPDATE report SET claimed_by = NULL, claimed_at = NULL
           WHERE id = ${subject.id}::uuid AND state = 'open'
             AND claimed_by IS NOT DISTINCT FROM ${subject.claimedBy}::uuid AND claimed_by IS NOT NULL`,
    );
    if (count === 0) throw conflict('STATE_CHANGED');
    await toolsChanged(tx);
    audit({ from: subject.claimedBy });
    return null;
  },
});
