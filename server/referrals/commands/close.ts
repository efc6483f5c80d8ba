import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen, move } from '../cases.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { CaseCode } from '../schemas.ts';
import { theCircle } from '../telling.ts';
import { by } from '../timeline.ts';

export const close = command('referrals.close', {
  summary: 'Closes a case after the return summary was reviewed: by the sender, or by the officer.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.conclude',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'close');
    const state = await move(tx, row, 'close', by(actor), { set: [sql`closed_at = ${tx.now}`] });
    return moved(context, row, state, 'case.closed', {
      notice: 'referral.closed',
      to: theCircle(row),
    });
  },
});
