import { z } from 'zod';
import { conflict } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { referral } from '../access.ts';
import { answerCountsOf, type OrgMark } from '../circle.ts';
import { readMeta } from '../projections.ts';
import { clockOf } from '../rules/answer-clock.ts';
import { consentReaches } from '../rules/disclosure.ts';
import { CaseCode, type Willing } from '../schemas.ts';

type Columns = OrgMark & { version: number; answer: Willing; answeredAt: Date };

export const answers = query('referrals.answers', {
  summary:
    'The willing answers side by side, for whoever chooses: hospital, rough price, earliest day, validity, and whether the consent covers it.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.choose',
  async run({ subject: row, tx }) {
    if (row.mode !== 'COLLECT') throw conflict('NOT_COLLECTING');
    const today = dayInJapan(tx.now);
    const willing = await tx.sql<Columns>`
      SELECT o.id, o.name, o.monogram, o.hue, f.version, f.answer, f.answered_at AS "answeredAt"
        FROM offer f JOIN organisation o ON o.id = f.org_id
       WHERE f.referral_id = ${row.id} AND f.status = 'willing'
       ORDER BY (f.answer->>'priceLow')::bigint, f.answered_at`;
    return {
      meta: await readMeta(tx, row.id),
      chosen: row.offers.some(({ status }) => status === 'chosen'),
      counts: await answerCountsOf(tx, row.id),
      clock: row.answerDeadline
        ? clockOf(row.clockFrom ?? tx.now, row.answerDeadline, tx.now, row.clockPausedAt)
        : null,
      answers: willing.map(({ answer, answeredAt, ...hospital }) => ({
        ...hospital,
        ...answer,
        answeredAt: answeredAt.toISOString(),
        expired: answer.validUntil < today,
        consented: consentReaches(row, hospital.id),
      })),
    };
  },
});
