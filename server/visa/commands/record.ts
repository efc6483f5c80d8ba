import { sql, type Sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, referral } from '#server/referrals/index.ts';
import { at, holdPlan, notBefore, setOn, type Held } from '../changing.ts';
import type { Step } from '../plain.ts';
import { clockOf } from '../rules/clock.ts';
import { isLong } from '../rules/items.ts';
import { Record } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

/** What the timeline calls a step; those for the certificate of eligibility are on the plan alone. */
const TOLD = {
  coeApplied: null,
  coeIssued: null,
  applied: 'visaApplied',
  issued: 'visaIssued',
  refused: 'visaRefused',
  entered: 'visaEntered',
} as const satisfies globalThis.Record<Step, string | null>;

export const record = command('visa.record', {
  summary:
    'Records a day of the way to Japan: applied for, issued or refused, entered; of a long stay also the certificate of eligibility. After a refusal another application can be recorded.',
  input: Record,
  subject: referral.of('code'),
  gate: 'visa.record',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const held = await holdPlan(context, 'visa.record', input.version);
    await setOn(context, held, STEP_OF[input.step](held, input));
    await tellVisa(tx, emit, held.row, TOLD[input.step], by(actor));
    audit({ referralId: held.row.id, visaPlanId: held.plan.id, step: input.step });
    return { version: held.plan.version + 1 };
  },
});

/** Each step: where it may be taken, and what it sets. A step out of turn is `409 STATE_CHANGED`. */
const STEP_OF: globalThis.Record<Step, (held: Held, input: Record) => Sql[]> = {
  coeApplied({ plan, today }, { on }) {
    if (!isLong(plan) || plan.coeAppliedOn) throw conflict('STATE_CHANGED');
    notBefore('on', on, { from: null, today });
    return [sql`coe_applied_on = ${on}::date`];
  },
  coeIssued({ plan, today }, { on }) {
    if (!plan.coeAppliedOn || plan.coeIssuedOn) throw conflict('STATE_CHANGED');
    notBefore('on', on, { from: plan.coeAppliedOn, today });
    return [sql`coe_issued_on = ${on}::date`];
  },
  applied({ plan, today }, { on }) {
    const first = plan.appliedOn === null;
    if (plan.way === 'none' || (!first && plan.decision !== 'refused'))
      throw conflict('STATE_CHANGED');
    if (isLong(plan) && !plan.coeIssuedOn) throw at('on', 'visa.coeFirst');
    notBefore('on', on, { from: plan.decidedOn ?? plan.coeIssuedOn, today });
    return [sql`applied_on = ${on}::date, decision = NULL, decided_on = NULL, valid_until = NULL`];
  },
  issued(held, { on, validUntil }) {
    decided(held, on);
    // Only a visa for a single entry has a rule that says until when it can be used.
    if (held.plan.way === 'multiple' && !validUntil) throw at('validUntil', 'required');
    if (validUntil && validUntil <= on) throw at('validUntil', 'endsBeforeStart');
    return [sql`decision = 'issued', decided_on = ${on}::date, valid_until = ${validUntil}::date`];
  },
  refused(held, { on }) {
    decided(held, on);
    return [sql`decision = 'refused', decided_on = ${on}::date`];
  },
  entered({ plan, today }, { on, stayUntil }) {
    const may = plan.way === 'none' || plan.decision === 'issued';
    if (!may || plan.enteredOn) throw conflict('STATE_CHANGED');
    notBefore('on', on, { from: plan.decidedOn, today });
    const { enterUntil } = clockOf(plan, plan);
    if (enterUntil && on > enterUntil) throw at('on', 'visa.afterValidity');
    if (stayUntil! < on) throw at('stayUntil', 'endsBeforeStart');
    return [sql`entered_on = ${on}::date, stay_until = ${stayUntil}::date`];
  },
};

function decided({ plan, today }: Held, on: string): void {
  if (!plan.appliedOn || plan.decision) throw conflict('STATE_CHANGED');
  notBefore('on', on, { from: plan.appliedOn, today });
}
