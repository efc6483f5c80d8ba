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
    // What the guarantor has said of the departure rests on the entry.
    const last = held.plan.leftOn ? null : lastOf(held.plan);
    if (!last) throw conflict('STATE_CHANGED');
    await setOn(context, held, [last]);
    await tellVisa(tx, emit, held.row, null, by(actor));
    audit({ referralId: held.row.id, visaPlanId: held.plan.id });
    return { version: held.plan.version + 1 };
  },
});

/** What undoes the last step; null where none was recorded. */
function lastOf(plan: PlanRow): Sql | null {
  if (plan.enteredOn) return sql`entered_on = NULL, stay_until = NULL`;
  if (plan.decision) return sql`decision = NULL, decided_on = NULL, valid_until = NULL`;
  if (plan.appliedOn) return sql`applied_on = NULL`;
  if (plan.coeIssuedOn) return sql`coe_issued_on = NULL`;
  return plan.coeAppliedOn ? sql`coe_applied_on = NULL` : null;
}
