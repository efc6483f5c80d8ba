import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { report } from '../access.ts';
import { OfReport } from '../schemas.ts';
import { toolsChanged } from '../telling.ts';

/** Takes a report on: of two who do so at one moment, one has it. Doing so again changes nothing. */
export const claimReport = command('moderation.claimReport', {
  summary: 'Takes on an open report that nobody works on.',
  input: OfReport,
  subject: report.of('reportId'),
  gate: 'report.work',
  async run({ subject, actor, tx }) {
    if (subject.claimedBy === actor.personId && subject.state === 'open') return null;
    const { count } = await tx.query(
      sql`UPDATE report SET claimed_by = ${actor.personId}::uuid, claimed_at = ${tx.now}::timestamptz
           WHERE id = ${subject.id}::uuid AND state = 'open' AND claimed_by IS NULL`,
    );
    if (count === 0) throw conflict('CLAIMED_MEANWHILE');
    await toolsChanged(tx);
    return null;
  },
});
