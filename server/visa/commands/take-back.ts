import { sql, type Sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, referral } from '#server/referrals/index.ts';
import { holdPlan, setOn } from '../changing.ts';
import type { PlanRow } from '../reading.ts';
import { TakeBack } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

export const takeBack = command('visa.takeBack', {
  summary:
    'Takes back the last day that was recorded of the way to Japan: it was entered by mistake.',
  input: TakeBack,
  subject: referral.of('code'),
  gate: 'visa.record',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const held = await holdPlan(context, 'visa.record', input.version);
    // What was said of payment and departure rests on the entry.
    const { leftOn, settledOn } = held.plan;
    const last = leftOn || settledOn ? null : lastOf(held.plan);
    if (!last) throw conflict('STATE_CHANGED');
    await setOn(context, held, [last]);
    await tellVisa(tx, emit, held.row, null, by(actor));
    audit({ referralId: held.row.id, visaPlanId: held.plan.id });
    return { version: held.plan.version + 1 };
  },
});

export const takeBackDuty = command('visa.takeBackDuty', {
  summary:
    'Takes back what was recorded by mistake after the entry: the report of the departure, else the departure, else the payment.',
  input: TakeBack,
  subject: referral.of('code'),
  gate: 'visa.guarantee',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const held = await holdPlan(context, 'visa.guarantee', input.version);
    const last = lastDutyOf(held.plan);
    if (!last) throw conflict('STATE_CHANGED');
    await setOn(context, held, [last]);
    await tellVisa(tx, emit, held.row, null, by(actor));
    audit({ referralId: held.row.id, visaPlanId: held.plan.id });
    return { version: held.plan.version + 1 };
  },
});

/** What undoes the last of report, departure and payment; null where none was recorded. */
function lastDutyOf({ exitReportedOn, leftOn, settledOn }: PlanRow): Sql | null {
  if (exitReportedOn) return sql`exit_reported_on = NULL`;
  if (leftOn) return sql`left_on = NULL`;
  return settledOn ? sql`settled_on = NULL` : null;
}

/** What undoes the last step of the way to Japan; null where none was recorded. */
function lastOf(plan: PlanRow): Sql | null {
  if (plan.enteredOn) return sql`entered_on = NULL, stay_until = NULL`;
  if (plan.decision) return sql`decision = NULL, decided_on = NULL, valid_until = NULL`;
  if (plan.appliedOn) return sql`applied_on = NULL`;
  if (plan.coeIssuedOn) return sql`coe_issued_on = NULL`;
  return plan.coeAppliedOn ? sql`coe_applied_on = NULL` : null;
}
