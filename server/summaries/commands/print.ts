import { orderDocument } from '#server/documents/index.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { paperOf } from '../paper.ts';
import { ofRow, summaryOf, wordsOf } from '../reading.ts';
import { Print } from '../schemas.ts';

export const print = command('summaries.print', {
  summary:
    'Orders the return summary in force (返書), or the written second opinion (意見書), as a PDF in Japanese or English, for the hospital and the sending side. It names the patient; the list of the case’s papers says when it is printed.',
  input: Print,
  subject: referral.of('code'),
  gate: 'summary.read',
  limit: { points: 10, seconds: 60 },
  async run({ input, subject, actor, tx, services, audit, may }) {
    if (!may('referral.docIdentifying', referral, subject)) throw forbidden();
    const of = ofRow(subject, input.kind);
    const issued = await summaryOf(tx, of, 'issued');
    if (!issued) throw conflict('STATE_CHANGED');
    const words = await wordsOf(tx, services.keyRing, subject.id, issued);
    const made = await orderDocument(tx, actor, services.keyRing, {
      ...(await paperOf({ tx, ring: services.keyRing }, subject, words, of.kind, input.lang)),
      lang: input.lang,
      owner: { kind: 'referral', id: subject.id },
      orgId: issued.orgId,
    });
    audit({ class: 'document', documentId: made.id, summaryId: issued.id });
    return made;
  },
});
