import { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockCase } from '../cases.ts';
import { CaseCode } from '../schemas.ts';
import { doublesOf } from './find.ts';
import { DIFFERENT_REASONS } from './plain.ts';

export const judgeDouble = command('referrals.judgeDouble', {
  summary:
    'The case officer says of two cases that look alike whether they are one patient’s, and if not, why. The senders are not told.',
  input: z
    .strictObject({
      code: CaseCode,
      other: CaseCode,
      verdict: z.enum(['same', 'different']),
      reason: z.enum(DIFFERENT_REASONS).optional(),
    })
    .refine(({ verdict, reason }) => verdict === 'same' || reason !== undefined, {
      path: ['reason'],
      message: 'required',
    }),
  subject: referral.of('code'),
  gate: 'referral.judgeDouble',
  async run({ input, subject, actor, tx, audit }) {
    await lockCase(tx, subject.id);
    const found = await doublesOf(tx, subject.id, actor);
    const other = found.find(({ code }) => code === input.other);
    if (!other) throw notFound();
    const reason = input.verdict === 'same' ? null : input.reason;
    await tx.sql`
      INSERT INTO case_double (first_id, second_id, verdict, reason, decided_by, decided_at)
      VALUES (least(${subject.id}::uuid, ${other.id}::uuid), greatest(${subject.id}::uuid, ${other.id}::uuid),
        ${input.verdict}, ${reason ?? null}, ${actor.personId}, ${tx.now})
      ON CONFLICT (first_id, second_id) DO UPDATE
         SET verdict = excluded.verdict, reason = excluded.reason, decided_by = excluded.decided_by,
             decided_at = excluded.decided_at`;
    audit({ referralId: subject.id, otherId: other.id, verdict: input.verdict });
    return { code: subject.code, other: other.code };
  },
});
