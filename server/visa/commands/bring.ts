import { conflict } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, referral } from '#server/referrals/index.ts';
import { at, notBefore } from '../changing.ts';
import { partiesOf } from '../party.ts';
import { wholeOf } from '../reading.ts';
import { Bring } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

export const bring = command('visa.bring', {
  summary:
    'Ticks a paper of the checklist, by whoever has to bring it: brought on a day, not needed for a reason, or open again. A paper that grows too old comes with the day on it.',
  input: Bring,
  subject: referral.of('code'),
  gate: 'visa.bring',
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('visa.bring', referral, row)) throw conflict('STATE_CHANGED');
    const whole = await wholeOf(tx, row);
    const needed = whole?.items.find(({ item }) => item === input.item);
    if (!whole || !needed) throw conflict('STATE_CHANGED');
    if (!partiesOf(row, actor).includes(needed.by)) throw at('item', 'visa.notYours');
    const today = dayInJapan(tx.now);
    const brought = input.state === 'brought';
    if (brought) notBefore('on', input.on!, { from: null, today });
    if (brought && needed.age && !input.paperOn) throw at('paperOn', 'required');
    if (brought && input.paperOn)
      notBefore('paperOn', input.paperOn, { from: null, today: input.on! });
    const done = await tx.sql`
      INSERT INTO visa_item AS i (plan_id, item, state, on_day, paper_on, reason, person_id, at)
      SELECT ${whole.plan.id}::uuid, ${input.item}::text, ${input.state}::text, ${brought ? input.on : null}::date,
             ${brought && needed.age ? input.paperOn : null}::date,
             ${input.state === 'notNeeded' ? input.reason : null}::text, ${actor.personId}::uuid, ${tx.now}::timestamptz
       WHERE ${needed.version}::int = ${input.version}::int
      ON CONFLICT (plan_id, item) DO UPDATE SET state = excluded.state, on_day = excluded.on_day,
        paper_on = excluded.paper_on, reason = excluded.reason, person_id = excluded.person_id, at = excluded.at,
        version = i.version + 1
      RETURNING item`;
    if (done.length === 0) throw conflict('STALE_VERSION');
    await tellVisa(tx, emit, row, null, by(actor));
    audit({ referralId: row.id, visaPlanId: whole.plan.id, item: input.item, state: input.state });
    return { item: input.item, version: input.version + 1 };
  },
});
