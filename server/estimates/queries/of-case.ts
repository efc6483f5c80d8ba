import { sql, visible } from '#server/platform/access/access.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { purposeOf, referral, type Purpose } from '#server/referrals/index.ts';
import { estimate, isOpen } from '../access.ts';
import { agreedOf, isSettled } from '../agreed.ts';
import type { EstimateState } from '../plain.ts';
import { OfCase } from '../schemas.ts';

type Columns = {
  id: string;
  number: number;
  purpose: Purpose;
  state: EstimateState;
  lowYen: number;
  highYen: number;
  depositYen: number;
  validUntil: string;
  answerReason: string | null;
  version: number;
  issuedAt: Date | null;
};

export const ofCase = query('estimates.ofCase', {
  summary:
    'The versions of a case’s estimate with their totals, and how its deposit stands. An issued version past its last day has expired.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'estimate.view',
  async run({ subject, actor, tx, may }) {
    const { rows } = await tx.query<Columns>(sql`
      SELECT e.id, e.number, e.purpose, CASE WHEN e.state = 'issued' AND e.valid_until < ${dayInJapan(tx.now)}::date
               THEN 'expired' ELSE e.state END AS state,
             e.low_yen AS "lowYen", e.high_yen AS "highYen", e.deposit_yen AS "depositYen",
             e.valid_until::text AS "validUntil", e.answer_reason AS "answerReason", e.version,
             e.issued_at AS "issuedAt"
        FROM estimate e
       WHERE e.referral_id = ${subject.id} AND e.org_id = ${subject.acceptedOrgId}::uuid
         AND ${visible(actor, 'estimate.view', estimate)}
       ORDER BY e.number DESC LIMIT 50`);
    const agreed = await agreedOf(tx, subject.id);
    const purpose = await purposeOf(tx, subject.id);
    const ofNow = rows.filter((each) => each.purpose === purpose);
    const current = ofNow.find(({ state }) => state === 'issued' || state === 'accepted') ?? null;
    // A version that was declined or has expired is still read.
    const first = current ?? ofNow[0] ?? rows[0];
    const row = first ? await estimate.find(tx, first.id) : null;
    return {
      code: subject.code,
      /** What is priced now: a stay, or a second opinion that was agreed on. */
      purpose,
      versions: rows.map(({ issuedAt, ...each }) => ({
        ...each,
        issuedAt: issuedAt?.toISOString() ?? null,
      })),
      current: current?.id ?? null,
      deposit: agreed && {
        askedYen: agreed.depositYen,
        paidYen: agreed.paidYen,
        waived: agreed.waived,
        settled: isSettled(agreed),
      },
      rights: {
        write: may('estimate.write', referral, subject),
        lines: row
          ? may('estimate.viewLines', estimate, row)
          : may('estimate.write', referral, subject),
        answer:
          current?.state === 'issued' &&
          !!row &&
          isOpen(subject, row) &&
          may('estimate.answer', estimate, row),
      },
    };
  },
});
