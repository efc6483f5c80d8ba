import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { announce, by, enter, lockCase, onCase } from '#server/referrals/index.ts';
import { casePaper } from '../access.ts';
import { keepPacket } from '../packet.ts';
import { removable } from '../removing.ts';
import { Paper } from '../schemas.ts';

export const remove = command('papers.remove', {
  summary:
    'Removes a paper that was brought by mistake, while the case is not under review yet; as long as the case goes on, the signed paper of a consent, so that another takes its place, and what did not pass the virus scan.',
  input: Paper,
  subject: casePaper.of('paperId'),
  gate: 'referral.docReplace',
  async run({ subject, actor, tx, services, emit, audit, may }) {
    const row = await lockCase(tx, subject.owner.id);
    if (!removable(may, actor, row, subject)) throw conflict('STATE_CHANGED');
    const gone = await tx.sql`
      UPDATE case_paper SET removed_at = ${tx.now}, removed_by = ${actor.personId}
       WHERE id = ${subject.id} AND removed_at IS NULL RETURNING id`;
    if (gone.length === 0) throw conflict('STATE_CHANGED');
    await tx.sql`UPDATE file SET deleted_at = ${tx.now} WHERE id = ${subject.id}`;
    await keepPacket(tx, services.keyRing, row.id, 'paperRemoved');
    await enter(tx, { referralId: row.id, type: 'paperRemoved', ...by(actor) });
    await announce(emit, [onCase(row.id, 'case.papers')]);
    audit({ referralId: row.id, paperId: subject.id });
    return null;
  },
});
