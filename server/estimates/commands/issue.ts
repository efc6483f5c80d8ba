import { conflict, invalid } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, purposeOf, referral, tellBeside } from '#server/referrals/index.ts';
import { estimate } from '../access.ts';
import { Step } from '../schemas.ts';

export const issue = command('estimates.issue', {
  summary:
    'Gives an estimate to the patient’s side. The version before it, accepted or not, is superseded in the same transaction: one version is in force.',
  input: Step,
  subject: estimate.of('estimateId'),
  gate: 'estimate.issue',
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.owner.id);
    if (!may('estimate.write', referral, row)) throw conflict('STATE_CHANGED');
    // Written of a stay, it is no price of a second opinion that was agreed on since, nor the other way.
    if ((await purposeOf(tx, row.id)) !== subject.purpose) throw conflict('STATE_CHANGED');
    if (subject.validUntil < dayInJapan(tx.now)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'validUntil', message: 'inThePast' }]);
    }
    await tx.sql`
      UPDATE estimate SET state = 'superseded', version = version + 1
       WHERE referral_id = ${row.id} AND org_id = ${subject.orgId} AND purpose = ${subject.purpose}
         AND state IN ('issued', 'accepted')`;
    const issued = await tx.sql`
      UPDATE estimate SET state = 'issued', issued_at = ${tx.now}, version = version + 1
       WHERE id = ${subject.id} AND version = ${input.version} AND state = 'draft' RETURNING id`;
    if (issued.length === 0) throw conflict('STALE_VERSION');
    await tellBeside(tx, emit, row, 'estimateIssued', by(actor));
    audit({ referralId: row.id, estimateId: subject.id, number: subject.number });
    return { id: subject.id, number: subject.number, version: input.version + 1 };
  },
});
