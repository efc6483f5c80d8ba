import { conflict, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, purposeOf, referral } from '#server/referrals/index.ts';
import { at } from '../changing.ts';
import { planOf } from '../reading.ts';
import { oweReport } from '../reporting.ts';
import { faultsOf, isLong } from '../rules/items.ts';
import { SavePlan } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

export const savePlan = command('visa.savePlan', {
  summary:
    'Writes how the patient comes to Japan: which visa, from when to when, in hospital or not, with how many companions. The checklist follows from it, and of what a guarantor has vouched for the report of a change. A stay of more than 90 days is in hospital, for a single entry, with a certificate of eligibility.',
  input: SavePlan,
  subject: referral.of('code'),
  gate: 'visa.write',
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('visa.write', referral, row)) throw conflict('STATE_CHANGED');
    // Nobody travels while a second opinion comes first.
    if (row.state === 'accepted' && (await purposeOf(tx, row.id)) === 'opinion') {
      throw conflict('OPINION_OPEN');
    }
    const known = await planOf(tx, row);
    // Somebody else has begun one, or gone on with it, meanwhile.
    if ((known?.version ?? null) !== input.version) throw conflict('STALE_VERSION');
    const plan = { ...input, coeBy: isLong(input) ? input.coeBy : null };
    const faults = faultsOf(plan);
    if (faults.length > 0) throw invalid('INVALID_INPUT', undefined, faults);
    const ahead = !known?.enteredOn && (row.state === 'accepted' || row.state === 'scheduled');
    if (ahead && plan.arrivesOn < dayInJapan(tx.now)) throw at('arrivesOn', 'inThePast');
    const id = known?.id ?? newOpaqueId();
    await tx.sql`
      INSERT INTO visa_plan (id, referral_id, org_id, way, inpatient, coe_by, companions, arrives_on, leaves_on,
                             written_by, written_at)
      VALUES (${id}, ${row.id}, ${row.acceptedOrgId}, ${plan.way}, ${plan.inpatient}, ${plan.coeBy},
              ${plan.companions}, ${plan.arrivesOn}::date, ${plan.leavesOn}::date, ${actor.personId}, ${tx.now})
      ON CONFLICT (referral_id, org_id) DO UPDATE SET way = excluded.way, inpatient = excluded.inpatient,
        coe_by = excluded.coe_by, companions = excluded.companions, arrives_on = excluded.arrives_on,
        leaves_on = excluded.leaves_on, edition = visa_plan.edition + 1, version = visa_plan.version + 1,
        written_by = excluded.written_by, written_at = excluded.written_at`;
    if (known) {
      const dates = (of: typeof plan | typeof known) => ({ on: of.arrivesOn, until: of.leavesOn });
      const [was, is] = [dates(known), dates(plan)];
      if (was.on !== is.on || was.until !== is.until)
        await oweReport(tx, row, 'dates', { from: was, to: is });
      const [before, now] = [known.companions, plan.companions];
      if (before !== now)
        await oweReport(tx, row, 'companions', { from: { count: before }, to: { count: now } });
    }
    await tellVisa(tx, emit, row, 'visaPlanned', by(actor));
    audit({ referralId: row.id, visaPlanId: id });
    return { version: known ? known.version + 1 : 0 };
  },
});
