import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { caseKeyOf, lockCase, purposeOf, referral, type Purpose } from '#server/referrals/index.ts';
import { amountsOf, type Range } from '../rules/amounts.ts';
import { SaveDraft } from '../schemas.ts';
import { sealEstimate } from '../sealing.ts';

/** As much as one estimate may come to: a column holds it, and no treatment costs it. */
const MOST_YEN = 2_000_000_000;

export const saveDraft = command('estimates.saveDraft', {
  summary:
    'Writes the next version of the estimate of a case as a draft, which the hospital alone sees; while a second opinion is agreed on, of what that costs. Lines of treatment count points, the others yen; the forum adds up and taxes.',
  input: SaveDraft,
  subject: referral.of('code'),
  gate: 'estimate.write',
  async run({ input, subject, actor, tx, services, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('estimate.write', referral, row)) throw conflict('STATE_CHANGED');
    if (input.validUntil < dayInJapan(tx.now)) throw at('validUntil', 'inThePast');
    const { total } = amountsOf(input.words.lines, input);
    if (total.high > MOST_YEN) throw at('words.lines', 'tooMuch');
    if (input.depositYen > total.high) throw at('depositYen', 'moreThanTotal');
    const orgId = actor.orgId!;
    const [draft] = await tx.sql<{ id: string; version: number }>`
      SELECT id, version FROM estimate WHERE referral_id = ${row.id} AND org_id = ${orgId} AND state = 'draft'`;
    // Somebody else has begun one, gone on with it, or issued it meanwhile.
    if ((draft?.version ?? null) !== input.version) throw conflict('STALE_VERSION');
    const id = draft?.id ?? newOpaqueId();
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealEstimate(key, { referralId: row.id, rowId: id }, input.words);
    const purpose = await purposeOf(tx, row.id);
    const kept = { id, referralId: row.id, orgId, purpose, by: actor.personId!, sealed, total };
    if (draft) await update(tx, input, kept);
    else await insert(tx, input, kept);
    audit({ referralId: row.id, estimateId: id });
    return { id, version: draft ? draft.version + 1 : 0 };
  },
});

type Kept = {
  id: string;
  referralId: string;
  orgId: string;
  purpose: Purpose;
  by: string;
  sealed: Buffer;
  total: Range;
};

async function insert(tx: Tx, input: SaveDraft, kept: Kept): Promise<void> {
  const { rate } = input;
  await tx.sql`
    INSERT INTO estimate (id, referral_id, org_id, purpose, number, yen_per_point, tax_percent, low_yen, high_yen, deposit_yen,
                          valid_until, currency, yen_per_unit, rate_on, sealed, created_by, created_at)
    SELECT ${kept.id}, ${kept.referralId}, ${kept.orgId}, ${kept.purpose}::text, coalesce(max(e.number), 0) + 1,
           ${input.yenPerPoint}::int, ${input.taxPercent}::int, ${kept.total.low}::int, ${kept.total.high}::int,
           ${input.depositYen}::int, ${input.validUntil}::date, ${rate?.currency ?? null}::text,
           ${rate?.yenPerUnit ?? null}::numeric, ${rate?.on ?? null}::date, ${kept.sealed}::bytea,
           ${kept.by}::uuid, ${tx.now}::timestamptz
      FROM estimate e WHERE e.referral_id = ${kept.referralId} AND e.org_id = ${kept.orgId}`;
}

async function update(tx: Tx, input: SaveDraft, kept: Kept): Promise<void> {
  const { rate } = input;
  await tx.sql`
    UPDATE estimate SET yen_per_point = ${input.yenPerPoint}, tax_percent = ${input.taxPercent},
           low_yen = ${kept.total.low}, high_yen = ${kept.total.high}, deposit_yen = ${input.depositYen},
           valid_until = ${input.validUntil}::date, currency = ${rate?.currency ?? null},
           yen_per_unit = ${rate?.yenPerUnit ?? null}::numeric, rate_on = ${rate?.on ?? null}::date,
           sealed = ${kept.sealed}, purpose = ${kept.purpose}, version = version + 1
     WHERE id = ${kept.id} AND state = 'draft'`;
}

function at(path: string, message: string) {
  return invalid('INVALID_INPUT', undefined, [{ path, message }]);
}
