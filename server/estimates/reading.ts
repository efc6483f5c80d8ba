import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { caseKeyOf } from '#server/referrals/index.ts';
import type { EstimateRow } from './access.ts';
import type { EstimateWords } from './schemas.ts';
import { openAnswer, openEstimate } from './sealing.ts';

/** An estimate with its lines and words. */
export type Whole = {
  number: number;
  yenPerPoint: number;
  taxPercent: number;
  depositYen: number;
  validUntil: string;
  currency: string | null;
  yenPerUnit: number | null;
  rateOn: string | null;
  words: EstimateWords;
  answer: string | null;
};

type Columns = Omit<Whole, 'words' | 'answer'> & { sealed: Buffer; sealedAnswer: Buffer | null };

/** Opens one version for whoever may read its lines. */
export async function readWhole(tx: Tx, ring: KeyRing, of: EstimateRow): Promise<Whole> {
  const [row] = await tx.sql<Columns>`
    SELECT number, yen_per_point AS "yenPerPoint", tax_percent AS "taxPercent", deposit_yen AS "depositYen",
           valid_until::text AS "validUntil", currency, yen_per_unit::float8 AS "yenPerUnit",
           rate_on::text AS "rateOn", sealed, sealed_answer AS "sealedAnswer"
      FROM estimate WHERE id = ${of.id}`;
  if (!row) throw notFound();
  const { sealed, sealedAnswer, ...kept } = row;
  const key = await caseKeyOf(tx, ring, of.owner.id);
  const where = { referralId: of.owner.id, rowId: of.id };
  return {
    ...kept,
    words: openEstimate(key, where, sealed),
    answer: sealedAnswer ? openAnswer(key, where, sealedAnswer) : null,
  };
}
