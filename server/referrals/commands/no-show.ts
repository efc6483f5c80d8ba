import { z } from 'zod';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen, move } from '../cases.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { CaseCode } from '../schemas.ts';
import { theCircle } from '../telling.ts';
import { by } from '../timeline.ts';

export const noShow = command('referrals.noShow', {
  summary:
    'The patient did not come on the day set. The dates are open again; the hospital keeps the case.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.care',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'noShow');
    await tx.sql`DELETE FROM referral_stay WHERE referral_id = ${row.id}`;
    const state = await move(tx, row, 'noShow', by(actor));
    return moved(context, row, state, 'case.noShow', {
      notice: 'referral.noShow',
      to: theCircle(row),
    });
  },
});
