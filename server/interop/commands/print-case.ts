import { orderDocument } from '#server/documents/index.ts';
import { command } from '#server/platform/use-case.ts';
import { opening, referral } from '#server/referrals/index.ts';
import { takeOne } from '../exports.ts';
import { watermarkOf } from '../handing-out.ts';
import { wholeParts } from '../parts.ts';
import { recordOf } from '../record.ts';
import { PrintCase } from '../schemas.ts';

export const printCase = command('interop.printCase', {
  summary:
    'Orders a whole case as a PDF for reading on paper, in Japanese or English. Every page is marked as confidential and says who had it printed and when; whoever ordered it alone can fetch it, from the list of the case’s papers. It counts as one of the ten exports of the day. The case officer says why.',
  input: PrintCase,
  subject: referral.of('code'),
  gate: 'referral.export',
  doors: ['web', 'api'],
  async run(context) {
    const { input, subject, actor, tx, services, audit } = context;
    const ground = { actor, tx, ring: services.keyRing };
    const { facts } = await opening(ground, subject, input);
    const { id, left } = await takeOne(context, subject, null);
    const mark = await watermarkOf(tx, actor, id);
    const made = await orderDocument(tx, actor, services.keyRing, {
      kind: 'caseRecord',
      lang: input.lang,
      data: recordOf(await wholeParts(ground, subject), mark, input.lang),
      owner: { kind: 'referral', id: subject.id },
    });
    audit({ class: 'export', exportId: id, documentId: made.id, ...facts });
    return { ...made, left };
  },
});
