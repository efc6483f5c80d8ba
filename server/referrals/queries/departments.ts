import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { departmentsOf } from '../circle.ts';
import { CaseCode } from '../schemas.ts';

export const departments = query('referrals.departments', {
  summary: 'The departments of the hospital that has the case, for its dates.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.schedule',
  run: ({ subject, tx }) => departmentsOf(tx, subject.acceptedOrgId, subject.id),
});
