import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { consentPaperOf, ConsentPaper, opening, referral } from '#server/referrals/index.ts';
import { orderDocument } from '../ordering.ts';

export const makeConsent = command('documents.makeConsent', {
  summary:
    'Orders the consent as a PDF to be signed, in Japanese, English, Chinese or Korean. The case officer gives a reason.',
  input: ConsentPaper,
  subject: referral.of('code'),
  gate: 'referral.consentView',
  refs: { orgIds: { noun: organisation, action: 'org.viewPublic' } },
  limit: { points: 10, seconds: 60 },
  async run({ input, subject: row, actor, tx, services, audit }) {
    const ring = services.keyRing;
    const { code: _, reason, words, ...given } = input;
    const { facts } = await opening({ actor, tx, ring }, row, { reason, words });
    const { lang, ...sheet } = await consentPaperOf(tx, ring, row, given);
    const made = await orderDocument(tx, actor, ring, {
      kind: 'consent',
      lang,
      data: sheet,
      owner: { kind: 'referral', id: row.id },
    });
    audit({ class: 'document', documentId: made.id, ...facts });
    return made;
  },
});
