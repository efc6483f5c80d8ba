import { command } from '#server/platform/use-case.ts';
import { opening, referral } from '#server/referrals/index.ts';
import { letterOf } from '../letter.ts';
import { orderDocument } from '../ordering.ts';
import { MakeLetter } from '../schemas.ts';

export const makeLetter = command('documents.makeLetter', {
  summary:
    'Orders the referral letter (診療情報提供書) of a case as a PDF in Japanese or English. It is printed within seconds; the list of the case’s papers says when. The case officer gives a reason.',
  input: MakeLetter,
  subject: referral.of('code'),
  gate: 'referral.docIdentifying',
  limit: { points: 10, seconds: 60 },
  async run({ input, subject, actor, tx, services, audit }) {
    const { facts } = await opening({ actor, tx, ring: services.keyRing }, subject, input);
    const data = await letterOf(tx, services.keyRing, subject, input.lang);
    const made = await orderDocument(tx, actor, services.keyRing, {
      kind: 'referralLetter',
      lang: input.lang,
      data,
      owner: { kind: 'referral', id: subject.id },
    });
    audit({ class: 'document', documentId: made.id, ...facts });
    return made;
  },
});
