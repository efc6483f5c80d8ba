import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { opening } from '../opening.ts';
import { readClinical } from '../projections.ts';
import { CaseCode, OpenWhy } from '../schemas.ts';

export const clinical = query('referrals.clinical', {
  summary:
    'The clinical summary, without identity. The read is recorded; the case officer says why.',
  input: z.strictObject({ code: CaseCode, ...OpenWhy.shape }),
  subject: referral.of('code'),
  gate: 'referral.viewClinical',
  async run({ input, subject, actor, tx, services, audit }) {
    const ground = { actor, tx, ring: services.keyRing };
    const { facts, ...opened } = await opening(ground, subject, input);
    audit({ class: 'clinical', ...facts });
    return { clinical: await readClinical(tx, services.keyRing, subject.id), ...opened };
  },
});
