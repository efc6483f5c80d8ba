import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { readTeaser, teaserReader } from '../projections.ts';
import { CaseCode } from '../schemas.ts';

export const teaser = query('referrals.teaser', {
  summary:
    'The de-identified facts of a case: all that a hospital sees which is being asked. The read is recorded.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.viewDeid',
  run: ({ subject, actor, tx, services }) =>
    readTeaser(tx, services.keyRing, subject.id, teaserReader(subject, actor)),
});
