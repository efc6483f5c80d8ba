import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen, move } from '../cases.ts';
import { moved } from '../moved.ts';
import { OFFICERS } from '../officers.ts';
import { CaseCode } from '../schemas.ts';
import { theCircle, theOfficer } from '../telling.ts';
import { by } from '../timeline.ts';

export const reassign = command('referrals.reassign', {
  summary:
    'Hands a case to another officer: by its officer, or by an administrator where the officer is away or has left. From then on the former officer opens it no longer.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0), to: z.uuid() }),
  subject: referral.of('code'),
  gate: 'referral.reassign',
  async run(context) {
    const { input, subject, actor, tx } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    // Nobody takes a case for themselves.
    if (input.to === row.officerId || input.to === actor.personId) throw nobody();
    // In the same statement: whoever leaves at this moment is not made the officer.
    const state = await move(tx, row, 'reassign', by(actor), {
      set: [
        sql`officer_id = CASE WHEN ${input.to}::uuid IN ${OFFICERS} THEN ${input.to}::uuid ELSE officer_id END`,
      ],
    });
    const now = (await referral.find(tx, row.id))!;
    if (now.officerId !== input.to) throw nobody();
    return moved(context, row, state, 'case.reassigned', {
      notice: 'referral.reassigned',
      to: sql`(${theCircle(now)} OR ${theOfficer(row)})`,
      facts: { from: row.officerId, to: input.to },
    });
  },
});

function nobody() {
  return invalid('INVALID_INPUT', undefined, [{ path: 'to', message: 'unknownRecord' }]);
}
