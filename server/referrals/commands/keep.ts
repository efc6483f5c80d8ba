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

export const keep = command('referrals.keep', {
  summary:
    'Takes a request to withdraw back, or turns it down after talking with the sender: the case goes on.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.keep',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'keep');
    if (!row.cancelRequestedAt) throw conflict('NOTHING_ASKED');
    const state = await move(tx, row, 'keep', by(actor), {
      set: [sql`cancel_requested_at = NULL`, sql`cancel_reason = NULL`],
    });
    return moved(context, row, state, 'case.kept', {
      notice: 'referral.kept',
      to: theCircle(row),
    });
  },
});
