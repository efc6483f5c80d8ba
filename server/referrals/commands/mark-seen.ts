import { z } from 'zod';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { look } from '../cases.ts';
import { CaseCode } from '../schemas.ts';

export const markSeen = command('referrals.markSeen', {
  summary: 'Remembers that one has looked at a case, for "changed since you looked".',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.viewMeta',
  audited: false,
  async run({ subject, actor, tx }) {
    await look(tx, actor, subject.id);
    return { seenAt: tx.now.toISOString() };
  },
});
