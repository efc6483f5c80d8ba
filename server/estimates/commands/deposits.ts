import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid, notFound } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command, type CommandContext } from '#server/platform/use-case.ts';
import {
  announce,
  by,
  caseKeyOf,
  lockCase,
  onCase,
  referral,
  tellBeside,
  type ReferralRow,
} from '#server/referrals/index.ts';
import { agreedOf, isSettled } from '../agreed.ts';
import { RecordDeposit, UndoDeposit, WaiveDeposit } from '../schemas.ts';
import { sealDeposit } from '../sealing.ts';

export const recordDeposit = command('estimates.recordDeposit', {
  summary:
    'The hospital has received a deposit, with the number of its receipt. What is received for a case counts together.',
  input: RecordDeposit,
  subject: referral.of('code'),
  gate: 'estimate.write',
  async run(context) {
    const { input, tx } = context;
    if (input.on > dayInJapan(tx.now)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'on', message: 'inTheFuture' }]);
    }
    const words = { receipt: input.receipt, note: '' };
    return keep(context, { kind: 'received', ...input, reason: null, words });
  },
});

export const waiveDeposit = command('estimates.waiveDeposit', {
  summary:
    'The hospital asks for no deposit on the accepted version of the estimate, and says why. A later version asks anew.',
  input: WaiveDeposit,
  subject: referral.of('code'),
  gate: 'estimate.write',
  async run(context) {
    const { input, tx } = context;
    const words = { receipt: '', note: input.words };
    return keep(context, { ...input, kind: 'waived', amountYen: 0, on: dayInJapan(tx.now), words });
  },
});

export const undoDeposit = command('estimates.undoDeposit', {
  summary: 'Takes back a deposit or a waiver that was entered by mistake. The entry stays, marked.',
  input: UndoDeposit,
  subject: referral.of('code'),
  gate: 'estimate.write',
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('estimate.write', referral, row)) throw conflict('STATE_CHANGED');
    const undone = await tx.sql`
      UPDATE case_deposit SET undone_at = ${tx.now}
       WHERE id = ${input.depositId} AND referral_id = ${row.id} AND org_id = ${actor.orgId}::uuid
         AND undone_at IS NULL RETURNING id`;
    if (undone.length === 0) throw notFound();
    await announce(emit, [onCase(row.id, 'case.depositUndone')]);
    audit({ referralId: row.id, depositId: input.depositId });
    return { id: input.depositId };
  },
});

type Entry = {
  clientId: string;
  kind: 'received' | 'waived';
  amountYen: number;
  on: string;
  reason: string | null;
  words: { receipt: string; note: string };
};

/** Keeps an entry under the id of its form: sent twice it is one. */
async function keep(
  { subject, actor, tx, services, emit, audit, may }: CommandContext<unknown, ReferralRow>,
  entry: Entry,
) {
  const row = await lockCase(tx, subject.id);
  if (!may('estimate.write', referral, row)) throw conflict('STATE_CHANGED');
  const agreed = await agreedOf(tx, row.id);
  if (!agreed) throw conflict('ESTIMATE_NOT_ACCEPTED');
  const id = entry.clientId;
  const key = await caseKeyOf(tx, services.keyRing, row.id);
  const sealed = sealDeposit(key, { referralId: row.id, rowId: id }, entry.words);
  const made = await insert(tx, actor, { row, estimateId: agreed.id, entry, sealed });
  if (made) {
    const step = entry.kind === 'received' ? 'depositReceived' : 'depositWaived';
    await tellBeside(tx, emit, row, step, by(actor));
    audit({ referralId: row.id, estimateId: agreed.id, depositId: id });
  } else if (!(await isKept(tx, row, entry))) throw conflict('STALE_VERSION');
  return { id, settled: isSettled((await agreedOf(tx, row.id))!) };
}

type New = { row: ReferralRow; estimateId: string; entry: Entry; sealed: Buffer };

async function insert(tx: Tx, actor: Actor, { row, estimateId, entry, sealed }: New) {
  const made = await tx.sql`
    INSERT INTO case_deposit (id, referral_id, org_id, estimate_id, kind, amount_yen, on_day, reason, sealed, person_id, at)
    VALUES (${entry.clientId}, ${row.id}, ${actor.orgId}, ${estimateId}, ${entry.kind}, ${entry.amountYen},
            ${entry.on}::date, ${entry.reason}, ${sealed}, ${actor.personId}, ${tx.now})
    ON CONFLICT (id) DO NOTHING RETURNING id`;
  return made.length > 0;
}

/** Whether the form that was sent again says what it said: a corrected one is another entry. */
async function isKept(tx: Tx, row: ReferralRow, entry: Entry): Promise<boolean> {
  const same = await tx.sql`
    SELECT 1 FROM case_deposit WHERE id = ${entry.clientId} AND referral_id = ${row.id} AND kind = ${entry.kind}
       AND amount_yen = ${entry.amountYen} AND on_day = ${entry.on}::date AND undone_at IS NULL`;
  return same.length > 0;
}
