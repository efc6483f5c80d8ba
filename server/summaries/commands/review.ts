import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, referral, tellBeside } from '#server/referrals/index.ts';
import { ofRow, summaryOf, told } from '../reading.ts';
import { OfCase } from '../schemas.ts';

export const review = command('summaries.review', {
  summary: 'The sending side says that the return summary was read. The case can be closed then.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'summary.review',
  async run({ subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('summary.review', referral, row)) throw conflict('STATE_CHANGED');
    const issued = await summaryOf(tx, ofRow(row), 'issued');
    if (!issued) throw conflict('STATE_CHANGED');
    const done = await tx.sql`
      UPDATE return_summary SET reviewed_at = ${tx.now}, reviewed_by = ${actor.personId}
       WHERE id = ${issued.id} AND state = 'issued' AND reviewed_at IS NULL RETURNING id`;
    if (done.length > 0) await tellBeside(tx, emit, row, told(row, 'Reviewed'), by(actor));
    audit({ referralId: row.id, summaryId: issued.id });
    return { number: issued.number };
  },
});
