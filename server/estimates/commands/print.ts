import { orderDocument } from '#server/documents/index.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { readIdentified, referral } from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import { estimate } from '../access.ts';
import { paperOf } from '../paper.ts';
import { readWhole } from '../reading.ts';
import { Print } from '../schemas.ts';

export const print = command('estimates.print', {
  summary:
    'Orders an issued estimate (概算見積書) as a PDF in Japanese or English. It names the patient; the list of the case’s papers says when it is printed.',
  input: Print,
  subject: estimate.of('estimateId'),
  gate: 'estimate.viewLines',
  limit: { points: 10, seconds: 60 },
  async run({ input, subject, actor, tx, services, audit, may }) {
    const row = subject.owner;
    if (!may('referral.docIdentifying', referral, row)) throw forbidden();
    if (subject.state === 'draft') throw conflict('STATE_CHANGED');
    const { words, ...kept } = await readWhole(tx, services.keyRing, subject);
    const { familyName, givenName } = await readIdentified(tx, services.keyRing, row.id);
    const [org] = await tx.sql<{ name: Label }>`
      SELECT name FROM organisation WHERE id = ${subject.orgId}`;
    const of = {
      code: row.code,
      patient: `${familyName} ${givenName}`.trim(),
      hospital: org!.name,
    };
    const made = await orderDocument(tx, actor, services.keyRing, {
      kind: 'estimate',
      lang: input.lang,
      data: paperOf(kept, words, of, input.lang),
      owner: { kind: 'referral', id: row.id },
      orgId: subject.orgId,
    });
    audit({ class: 'document', documentId: made.id, estimateId: subject.id });
    return made;
  },
});
