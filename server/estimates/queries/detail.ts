import { newOpaqueId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { caseKeyOf } from '#server/referrals/index.ts';
import { estimate } from '../access.ts';
import { readWhole } from '../reading.ts';
import { amountsOf, inCurrency, lineYen } from '../rules/amounts.ts';
import { Detail } from '../schemas.ts';
import { openDeposit } from '../sealing.ts';

type DepositColumns = {
  id: string;
  kind: 'received' | 'waived';
  amountYen: number;
  on: string;
  reason: string | null;
  sealed: Buffer;
  undone: boolean;
};

export const detail = query('estimates.detail', {
  summary:
    'One version of an estimate with its lines, sums and words, and the deposits of the case. The read is recorded.',
  input: Detail,
  subject: estimate.of('estimateId'),
  gate: 'estimate.viewLines',
  async run({ subject, tx, services, audit }) {
    audit({ class: 'estimate' });
    const whole = await readWhole(tx, services.keyRing, subject);
    const { words, yenPerPoint, yenPerUnit, ...rest } = whole;
    const amounts = amountsOf(words.lines, whole);
    const deposits = await tx.sql<DepositColumns>`
      SELECT id, kind, amount_yen AS "amountYen", on_day::text AS on, reason, sealed,
             undone_at IS NOT NULL AS undone
        FROM case_deposit WHERE referral_id = ${subject.owner.id} AND org_id = ${subject.orgId}
       ORDER BY at DESC, id LIMIT 50`;
    const key = deposits.length ? await caseKeyOf(tx, services.keyRing, subject.owner.id) : null;
    return {
      id: subject.id,
      code: subject.owner.code,
      version: subject.version,
      ...rest,
      yenPerPoint,
      yenPerUnit,
      words: {
        ...words,
        lines: words.lines.map((line) => ({ ...line, yen: lineYen(line, yenPerPoint) })),
      },
      ...amounts,
      converted: yenPerUnit ? inCurrency(amounts.total, yenPerUnit) : null,
      deposits: deposits.map(({ sealed, ...each }) => ({
        ...each,
        ...openDeposit(key!, { referralId: subject.owner.id, rowId: each.id }, sealed),
      })),
      today: dayInJapan(tx.now),
      /** For the forms of a deposit. */
      clientId: newOpaqueId(),
    };
  },
});
