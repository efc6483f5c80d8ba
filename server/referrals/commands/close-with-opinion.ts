import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen, move } from '../cases.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { CaseCode } from '../schemas.ts';
import { theCircle } from '../telling.ts';
import { by } from '../timeline.ts';

export const closeWithOpinion = command('referrals.closeWithOpinion', {
  summary:
    'Closes a case with the outcome “online second opinion”, after what the hospital wrote was read: by the sender, or by the officer. No patient travels, and none is counted as received.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'opinion.conclude',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'closeWithOpinion');
    const { count } = await tx.query(sql`
      UPDATE second_opinion SET state = 'concluded', ended_at = ${tx.now}, version = version + 1
       WHERE referral_id = ${row.id} AND org_id = ${row.acceptedOrgId}::uuid AND state = 'held'`);
    if (count !== 1) throw conflict('STATE_CHANGED');
    const state = await move(tx, row, 'closeWithOpinion', by(actor), {
      set: [sql`closed_at = ${tx.now}`, sql`outcome = 'opinion'`],
    });
    return moved(context, row, state, 'case.closed', {
      notice: 'referral.closedWithOpinion',
      to: theCircle(row),
      facts: { outcome: 'opinion' },
    });
  },
});
