import { conflict } from '#server/platform/errors.ts';
import { lapsedNow, refuseLapsed } from '#server/certifications/index.ts';
import { holdMembership, organisation } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { announce, by, lockCase, onWorklist, referral } from '#server/referrals/index.ts';
import { at } from '../changing.ts';
import { registeredGuarantor } from '../guarantors.ts';
import { planOf } from '../reading.ts';
import { NameGuarantor } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

export const nameGuarantor = command('visa.nameGuarantor', {
  summary:
    'Says which registered guarantor vouches for the stay, or that none does. It sees the case from then on, without anything of the patient; the one before sees it no more, and its certificate does not count.',
  input: NameGuarantor,
  subject: referral.of('code'),
  gate: 'visa.guarantor',
  refs: { orgId: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('visa.guarantor', referral, row)) throw conflict('STATE_CHANGED');
    if (row.facilitatorOrgId !== input.was) throw conflict('STALE_VERSION');
    // Nobody else is named: what the guarantor has issued stands.
    if (input.orgId === input.was) throw conflict('STATE_CHANGED');
    if ((await planOf(tx, row))?.enteredOn) throw conflict('STATE_CHANGED');
    if (input.orgId) {
      await holdMembership(tx, input.orgId);
      refuseLapsed(await lapsedNow(tx, input.orgId), 'orgId');
      if (!(await registeredGuarantor(tx, input.orgId))) throw at('orgId', 'visa.notRegistered');
    }
    await tx.sql`
      UPDATE referral SET facilitator_org_id = ${input.orgId}::uuid, version = version + 1 WHERE id = ${row.id}`;
    await tx.sql`
      UPDATE visa_plan SET guarantee_number = NULL, guaranteed_on = NULL, version = version + 1
       WHERE referral_id = ${row.id} AND org_id = ${row.acceptedOrgId}::uuid AND guaranteed_on IS NOT NULL`;
    const named = { ...row, facilitatorOrgId: input.orgId };
    await tellVisa(tx, emit, named, 'guarantorNamed', by(actor));
    if (row.facilitatorOrgId) await announce(emit, [onWorklist(row.facilitatorOrgId)]);
    audit({ referralId: row.id, guarantor: input.orgId, before: input.was });
    return { orgId: input.orgId };
  },
});
