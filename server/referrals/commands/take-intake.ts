import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, move, onCase, worklistsOf } from '../cases.ts';
import { CaseCode } from '../schemas.ts';
import { by } from '../timeline.ts';

export const takeIntake = command('referrals.takeIntake', {
  summary: 'A member of staff takes a submitted case into review and becomes its officer.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.assign',
  async run({ input, subject, actor, tx, emit, audit }) {
    // Being the officer opens patients only to staff; an administrator would hold a case it cannot read.
    if (!actor.roles.includes('staff')) throw forbidden('STAFF_ONLY');
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const state = await move(tx, row, 'takeIntake', by(actor), {
      set: [sql`officer_id = ${actor.personId}`],
    });
    await announce(emit, [onCase(row.id, 'case.reviewStarted'), ...(await worklistsOf(tx, row))]);
    audit({ referralId: row.id });
    return { code: row.code, state, version: row.version + 1 };
  },
});
