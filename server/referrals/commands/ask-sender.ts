import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, onCase, touch, worklistsOf } from '../cases.ts';
import { CaseCode, QuestionText } from '../schemas.ts';
import { caseKeyOf, sealWords } from '../sealing.ts';
import { tellCase } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const askSender = command('referrals.askSender', {
  summary:
    'The officer asks the sender. The clock of the case stands still until the answer; hospitals may answer meanwhile.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    text: QuestionText,
  }),
  subject: referral.of('code'),
  gate: 'referral.ask',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    if (row.clockPausedAt) throw conflict('CLOCK_STANDS');
    const questionId = newOpaqueId();
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealWords(key, row.id, questionId, 'sealed', { text: input.text });
    await tx.sql`INSERT INTO case_question (id, referral_id, asked_by, asked_at, sealed)
      VALUES (${questionId}, ${row.id}, ${actor.personId}, ${tx.now}, ${sealed})`;
    await touch(tx, row.id, [sql`clock_paused_at = ${tx.now}`]);
    await enter(tx, { referralId: row.id, type: 'clockPaused', ...by(actor) });
    await announce(emit, [onCase(row.id, 'case.clockPaused'), ...(await worklistsOf(tx, row))]);
    const partner = sql`m.org_id = ${row.partnerOrgId}::uuid`;
    await tellCase(tx, row, 'referral.questionAsked', partner, actor.personId);
    audit({ referralId: row.id, questionId });
    return { code: row.code, questionId, version: row.version + 1 };
  },
});
