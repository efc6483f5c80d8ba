import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { opening } from '../opening.ts';
import { readClinical } from '../projections.ts';
import { CaseCode, OPEN_REASONS } from '../schemas.ts';

export const clinical = query('referrals.clinical', {
  summary:
    'The clinical summary, without identity. The read is recorded; the case officer says why.',
  input: z.strictObject({ code: CaseCode, reason: z.enum(OPEN_REASONS).optional() }),
  subject: referral.of('code'),
  gate: 'referral.viewClinical',
  async run({ input, subject, actor, tx, services, audit }) {
    const opened = await opening(tx, actor, subject, input.reason);
    audit({ class: 'clinical', ...(input.reason ? { reason: input.reason } : {}) });
    return { clinical: await readClinical(tx, services.keyRing, subject.id), ...opened };
  },
});
