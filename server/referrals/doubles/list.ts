import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { CaseCode } from '../schemas.ts';
import { doublesOf } from './find.ts';

export const doubles = query('referrals.doubles', {
  summary:
    'Other cases that look like the same patient’s, and by what: to the sender its own, to the case officer all. No identity is opened for it.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.doubles',
  async run({ subject, actor, tx }) {
    const found = await doublesOf(tx, subject.id, actor);
    const officer = actor.orgKind === 'secretariat';
    return found.map(({ id: _id, createdAt, partner, verdict, reason, ...each }) => ({
      ...each,
      createdAt: createdAt.toISOString(),
      // What the officer found concerns the officer.
      ...(officer ? { partner, verdict, reason } : { partner: null, verdict: null, reason: null }),
    }));
  },
});
