import { z } from 'zod';
import { conflict } from '#server/platform/errors.ts';
import { id, newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { offer } from '../access.ts';
import { announce, lockCase, onCase, onWorklist, worklistsOf } from '../cases.ts';
import { offerFrom, OPEN_STATUSES } from '../rules/offers.ts';
import { QuestionText } from '../schemas.ts';
import { caseKeyOf, sealWords } from '../sealing.ts';
import { tellCase, theChoosers } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const askQuestion = command('referrals.askQuestion', {
  summary:
    'A hospital that is asked asks back. Its own clock and everybody else’s run on; the officer or the sender answers.',
  input: z.strictObject({ offerId: id('offer'), text: QuestionText }),
  subject: offer.of('offerId'),
  gate: 'referral.respond',
  limit: { points: 20, seconds: 3600 },
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockCase(tx, subject.referralId);
    const now = (await offer.find(tx, subject.id))!;
    const open = (OPEN_STATUSES as readonly string[]).includes(now.status);
    if (row.state !== 'broadcasting' || !open) throw conflict('OFFER_CLOSED');
    const questionId = newOpaqueId();
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealWords(key, row.id, questionId, 'sealed', { text: input.text });
    await tx.sql`INSERT INTO case_question (id, referral_id, offer_id, asked_by, asked_at, sealed)
      VALUES (${questionId}, ${row.id}, ${subject.id}, ${actor.personId}, ${tx.now}, ${sealed})`;
    // The version stays: a question is no answer, and the page it was asked on must still be able to give one.
    await tx.sql`UPDATE offer SET status = 'infoRequested'
      WHERE id = ${subject.id} AND status = ANY (${[...offerFrom('ask')]})`;
    await enter(tx, { referralId: row.id, type: 'offerAsked', ...by(actor) });
    await announce(emit, [
      onCase(row.id, 'question.asked'),
      { channel: { kind: 'offer', id: subject.id }, type: 'question.asked' },
      onWorklist(subject.orgId),
      ...(await worklistsOf(tx, row)),
    ]);
    await tellCase(tx, row, 'referral.questionAsked', theChoosers(row), actor.personId);
    audit({ referralId: row.id, questionId });
    return { questionId };
  },
});
