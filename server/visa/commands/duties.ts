import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, referral } from '#server/referrals/index.ts';
import { holdPlan, notBefore, setOn } from '../changing.ts';
import { isMedical } from '../rules/items.ts';
import { Guarantee, ReportExit, Settle } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

export const guarantee = command('visa.guarantee', {
  summary:
    'The guarantor has issued its certificate of guarantee (身元保証書), with its number and day. The officer may enter it for the guarantor.',
  input: Guarantee,
  subject: referral.of('code'),
  gate: 'visa.guarantee',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const held = await holdPlan(context, 'visa.guarantee', input.version);
    if (!held.row.facilitatorOrgId || !isMedical(held.plan)) throw conflict('STATE_CHANGED');
    notBefore('on', input.on, { from: null, today: held.today });
    await setOn(context, held, [
      sql`guarantee_number = ${input.number}, guaranteed_on = ${input.on}::date`,
    ]);
    await tellVisa(tx, emit, held.row, 'visaGuaranteed', by(actor));
    audit({ referralId: held.row.id, visaPlanId: held.plan.id });
    return { version: held.plan.version + 1 };
  },
});

export const settle = command('visa.settle', {
  summary: 'The guarantor has seen to it that the hospital’s bill is paid.',
  input: Settle,
  subject: referral.of('code'),
  gate: 'visa.guarantee',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const held = await holdPlan(context, 'visa.guarantee', input.version);
    if (!held.plan.enteredOn || held.plan.settledOn) throw conflict('STATE_CHANGED');
    notBefore('on', input.on, { from: held.plan.enteredOn, today: held.today });
    await setOn(context, held, [sql`settled_on = ${input.on}::date`]);
    await tellVisa(tx, emit, held.row, null, by(actor));
    audit({ referralId: held.row.id, visaPlanId: held.plan.id });
    return { version: held.plan.version + 1 };
  },
});

export const reportExit = command('visa.reportExit', {
  summary:
    'The patient has left Japan, and when that was reported (出国報告): both at once, or first the departure alone.',
  input: ReportExit,
  subject: referral.of('code'),
  gate: 'visa.guarantee',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const held = await holdPlan(context, 'visa.guarantee', input.version);
    const { plan, today } = held;
    if (!plan.enteredOn || plan.exitReportedOn) throw conflict('STATE_CHANGED');
    notBefore('leftOn', input.leftOn, { from: plan.enteredOn, today });
    const { reportedOn } = input;
    if (reportedOn) notBefore('reportedOn', reportedOn, { from: input.leftOn, today });
    await setOn(context, held, [
      sql`left_on = ${input.leftOn}::date, exit_reported_on = ${reportedOn}::date`,
    ]);
    await tellVisa(tx, emit, held.row, reportedOn ? 'visaExitReported' : null, by(actor));
    audit({ referralId: held.row.id, visaPlanId: plan.id });
    return { version: plan.version + 1 };
  },
});
