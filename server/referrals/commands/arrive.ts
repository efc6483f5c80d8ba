import { z } from 'zod';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen, move } from '../cases.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { calendarDay, CaseCode } from '../schemas.ts';
import { theCircle } from '../telling.ts';
import { recordDay } from '../stay.ts';
import { by } from '../timeline.ts';

export const arrive = command('referrals.arrive', {
  summary: 'The patient has arrived in Japan, on this day.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0), on: calendarDay }),
  subject: referral.of('code'),
  gate: 'referral.care',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'arrive');
    await recordDay(tx, row.id, 'arrived_on', input.on);
    const state = await move(tx, row, 'arrive', by(actor), {
      facts: { on: input.on },
    });
    return moved(context, row, state, 'case.arrived', {
      notice: 'referral.arrived',
      to: theCircle(row),
    });
  },
});
