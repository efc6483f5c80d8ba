import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { opening } from '../opening.ts';
import { readIdentified } from '../projections.ts';
import { CaseCode, OpenWhy } from '../schemas.ts';

export const identity = query('referrals.identity', {
  summary:
    'Who the patient is: for the sender, the case officer with a reason, and the hospital that has accepted. The read is recorded before anything is shown.',
  input: z.strictObject({ code: CaseCode, ...OpenWhy.shape }),
  subject: referral.of('code'),
  gate: 'referral.viewIdentifying',
  async run({ input, subject, actor, tx, services, audit }) {
    const ground = { actor, tx, ring: services.keyRing };
    const { facts, ...opened } = await opening(ground, subject, input);
    audit({ class: 'identity', ...facts });
    return { identity: await readIdentified(tx, services.keyRing, subject.id), ...opened };
  },
});
