import { z } from 'zod';
import { onDuty } from '#server/duty/index.ts';
import { audience, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden, invalid, notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { candidacy, referral, type ReferralRow } from '../access.ts';
import { announce, lockCase, onCase, touch, worklistsOf, type Announcement } from '../cases.ts';
import { finerReader, toldNow } from '../guard.ts';
import { readIdentified } from '../projections.ts';
import { afterBusinessMinutes, businessMinutes } from '../rules/answer-clock.ts';
import { tracesIn } from '../rules/identifying-text.ts';
import { offerFrom, OPEN_STATUSES } from '../rules/offers.ts';
import { CaseCode, QuestionText } from '../schemas.ts';
import { caseKeyOf, sealWords } from '../sealing.ts';
import { tellCase, theOfficer } from '../telling.ts';
import { by, enter } from '../timeline.ts';

type Question = { id: string; offerId: string | null; answeredAt: Date | null };

export const answerQuestion = command('referrals.answerQuestion', {
  summary:
    'Officer or sender answers a question. Words for hospitals pass the same guard as the outline; the officer may share question and answer with all that are asked. The answer to the officer’s own question lets the clock run on.',
  input: z.strictObject({
    code: CaseCode,
    questionId: z.uuid(),
    answer: QuestionText,
    /** For all hospitals asked, with the question in these words. */
    shareAs: QuestionText.optional(),
  }),
  subject: referral.of('code'),
  gate: 'referral.reply',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockCase(tx, subject.id);
    const [question] = await tx.sql<Question>`
      SELECT id, offer_id AS "offerId", answered_at AS "answeredAt" FROM case_question
       WHERE id = ${input.questionId} AND referral_id = ${row.id} AND NOT advice`;
    if (!question) throw notFound();
    if (question.answeredAt) throw conflict('ANSWERED_ALREADY');
    const shared = input.shareAs !== undefined && question.offerId !== null;
    if (shared && actor.personId !== row.officerId) throw forbidden('OFFICER_ONLY');
    if (question.offerId) {
      const identity = await readIdentified(tx, services.keyRing, row.id);
      const { widening } = await toldNow(tx, row.id);
      const finer = await finerReader(tx, row.id, widening);
      const issues = (['answer', 'shareAs'] as const).flatMap((path) => {
        const words = input[path] ?? '';
        const traces = [...tracesIn(words, identity), ...finer(words)];
        return traces.map((kind) => ({ path, message: `trace.${kind}` }));
      });
      if (issues.length > 0) throw invalid('TEASER_IDENTIFIES', undefined, issues);
    }
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const words = { text: input.answer, ...(shared ? { question: input.shareAs } : {}) };
    const sealed = sealWords(key, row.id, question.id, 'sealed_answer', words);
    await tx.sql`UPDATE case_question SET sealed_answer = ${sealed}, answered_by = ${actor.personId},
      answered_at = ${tx.now}, shared = ${shared} WHERE id = ${question.id}`;
    const told = question.offerId
      ? await toHospitals(tx, row, question.offerId, shared, actor.personId)
      : await resume(tx, row, by(actor));
    await announce(emit, [
      ...told.announcements,
      onCase(row.id, 'question.answered'),
      ...(await worklistsOf(tx, row, told.orgIds)),
    ]);
    if (!question.offerId) {
      await tellCase(tx, row, 'referral.questionAnswered', theOfficer(row), actor.personId);
    }
    audit({ referralId: row.id, questionId: question.id, shared });
    return { code: row.code, questionId: question.id, shared };
  },
});

type Told = { announcements: Announcement[]; orgIds: string[] };

/** The hospital that asked hears that its answer is there; where it is shared, all that are asked. */
async function toHospitals(
  tx: Tx,
  row: ReferralRow,
  offerId: string,
  shared: boolean,
  actorId: string | null,
): Promise<Told> {
  const offers = await tx.sql<{ id: string; orgId: string }>`
    UPDATE offer SET status = CASE WHEN id = ${offerId} AND status = ANY (${[...offerFrom('tell')]})
           THEN 'viewed' ELSE status END
     WHERE referral_id = ${row.id} AND status = ANY (${[...OPEN_STATUSES]})
       AND (id = ${offerId} OR ${shared}::boolean)
    RETURNING id, org_id AS "orgId"`;
  for (const { id, orgId } of offers) {
    await enter(tx, { referralId: row.id, type: 'offerAnswered', actorId, orgId });
    const found = (await candidacy.find(tx, id))!;
    const to = onDuty(audience('referral.viewDeid', candidacy, found));
    await tellCase(tx, row, 'referral.questionAnswered', to, actorId, { kind: 'offer', id });
  }
  return {
    announcements: offers.map(({ id }) => ({
      channel: { kind: 'offer' as const, id },
      type: 'question.answered',
    })),
    orgIds: offers.map(({ orgId }) => orgId),
  };
}

/** The clock runs on with what was left when it stood still. */
async function resume(tx: Tx, row: ReferralRow, who: ReturnType<typeof by>): Promise<Told> {
  const { clockPausedAt, answerDeadline, clockFrom } = row;
  if (clockPausedAt) {
    const left = answerDeadline ? businessMinutes(clockPausedAt, answerDeadline) : 0;
    const stood = tx.now.getTime() - clockPausedAt.getTime();
    await touch(tx, row.id, [
      sql`clock_paused_at = NULL`,
      sql`answer_deadline = ${answerDeadline && afterBusinessMinutes(tx.now, left)}::timestamptz`,
      sql`clock_from = ${clockFrom && new Date(clockFrom.getTime() + stood)}::timestamptz`,
    ]);
    await enter(tx, { referralId: row.id, type: 'clockResumed', ...who });
  }
  return { announcements: [], orgIds: [] };
}
