import { query } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { referral } from '../access.ts';
import { consentPaperOf } from '../consent/paper.ts';
import { ConsentPaper } from '../consent/schemas.ts';
import { opening } from '../opening.ts';

export const consentPaper = query('referrals.consentPaper', {
  summary:
    'The consent as the patient will read and sign it, in Japanese, English, Chinese or Korean, with its recipients, countries and days. It names the patient; the read is recorded, the case officer says why.',
  input: ConsentPaper,
  subject: referral.of('code'),
  gate: 'referral.consentView',
  refs: { orgIds: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject: row, actor, tx, services, audit }) {
    const { code: _, reason, words, ...given } = input;
    const ground = { actor, tx, ring: services.keyRing };
    const { facts } = await opening(ground, row, { reason, words });
    audit({ class: 'consent', ...facts });
    return consentPaperOf(tx, services.keyRing, row, given);
  },
});
