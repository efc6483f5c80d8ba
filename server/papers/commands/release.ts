import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { announce, by, enter, lockCase, onCase, referral } from '#server/referrals/index.ts';
import { casePaper, isReadable } from '../access.ts';
import { NEVER_RELEASED } from '../plain.ts';
import { Paper, Release } from '../schemas.ts';

export const release = command('papers.release', {
  summary:
    'The officer vouches that nothing in a paper points to the patient: hospitals that are asked then see its pages as pictures, without its name and its original.',
  input: Release,
  subject: casePaper.of('paperId'),
  gate: 'referral.docRelease',
  async run({ subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.owner.id);
    if (!may('referral.docRelease', referral, row)) throw conflict('STATE_CHANGED');
    if (NEVER_RELEASED.includes(subject.kind) || subject.width === null || !isReadable(subject)) {
      throw conflict('PAPER_NOT_RELEASABLE');
    }
    const done = await tx.sql`
      UPDATE case_paper SET released_at = ${tx.now}, released_by = ${actor.personId}
       WHERE id = ${subject.id} AND released_at IS NULL AND removed_at IS NULL RETURNING id`;
    if (done.length === 0) throw conflict('STATE_CHANGED');
    await enter(tx, { referralId: row.id, type: 'paperReleased', ...by(actor) });
    await announce(emit, [onCase(row.id, 'case.papers')]);
    audit({ referralId: row.id, paperId: subject.id });
    return null;
  },
});

export const hold = command('papers.hold', {
  summary: 'Takes the release of a paper back: hospitals that are asked see it no longer.',
  input: Paper,
  subject: casePaper.of('paperId'),
  gate: 'referral.docRelease',
  async run({ subject, actor, tx, emit, audit }) {
    const row = await lockCase(tx, subject.owner.id);
    const done = await tx.sql`
      UPDATE case_paper SET released_at = NULL, released_by = NULL
       WHERE id = ${subject.id} AND released_at IS NOT NULL AND removed_at IS NULL RETURNING id`;
    if (done.length === 0) throw conflict('STATE_CHANGED');
    await enter(tx, { referralId: row.id, type: 'paperHeld', ...by(actor) });
    await announce(emit, [onCase(row.id, 'case.papers')]);
    audit({ referralId: row.id, paperId: subject.id });
    return null;
  },
});
