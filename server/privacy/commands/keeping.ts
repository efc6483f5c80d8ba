import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { announce, lockCase, onCase, referral, type ReferralRow } from '#server/referrals/index.ts';
import { caseRequest } from '../access.ts';
import { ERASABLE, eraseCase } from '../erasing.ts';
import { extendErasureList } from '../erasure-list.ts';
import { AskErasure, AskHold, DecideRequest, OneRequest } from '../schemas.ts';
import type { RequestKind } from '../plain.ts';
import { tellAsked } from '../telling.ts';

export const askErasure = command('privacy.askErasure', {
  summary:
    'Asks that the patient of a case that has ended is erased. Somebody else has to confirm it; nothing is erased before.',
  input: AskErasure,
  subject: referral.of('code'),
  gate: 'referral.erase',
  async run({ input, subject, actor, tx, audit }) {
    const row = await lockCase(tx, subject.id);
    if (!ERASABLE.includes(row.state) || (await isHeld(tx, row.id))) throw conflict('NOT_ERASABLE');
    const requestId = await ask(tx, row, 'erase', input.reason, actor);
    audit({ requestId, kind: 'erase', reason: input.reason });
    return { requestId };
  },
});

export const askHold = command('privacy.askHold', {
  summary:
    'Asks for a legal hold on a case, or that it is lifted. Somebody else has to confirm it; while a case is held, nothing of it is erased.',
  input: AskHold,
  subject: referral.of('code'),
  gate: 'referral.hold',
  async run({ input, subject, actor, tx, audit }) {
    const row = await lockCase(tx, subject.id);
    const held = await isHeld(tx, row.id);
    if (row.state === 'erased' || held !== input.lift) throw conflict('STATE_CHANGED');
    const kind = input.lift ? 'lift' : 'hold';
    const requestId = await ask(tx, row, kind, input.reason, actor);
    audit({ requestId, kind, reason: input.reason });
    return { requestId };
  },
});

export const decideRequest = command('privacy.decideRequest', {
  summary:
    'Confirms or refuses what somebody else asked for a case: erasing its patient, a legal hold, or lifting it. What is confirmed happens at once.',
  input: DecideRequest,
  subject: caseRequest.of('requestId'),
  gate: 'referral.erase',
  async run({ input, subject, actor, tx, emit, audit, services, afterCommit }) {
    if (subject.askedBy === actor.personId) throw forbidden('SECOND_PERSON_NEEDED');
    const row = await lockCase(tx, subject.referralId);
    await decide(tx, subject.id, input.confirm ? 'confirmed' : 'refused', actor.personId);
    audit({ kind: subject.kind, confirmed: input.confirm });
    if (!input.confirm) return { state: row.state };
    const who = { actorId: actor.personId, orgId: actor.orgId };
    if (subject.kind === 'erase') {
      const how = { from: ERASABLE, keepCoded: false, who };
      const keys = await eraseCase(tx, row, how);
      afterCommit(async () => {
        for (const key of keys) await services.files.remove(key);
        const { database } = services.kernel().options;
        await extendErasureList(database, services.anchorsFolder, services.keyRing.signingKey);
      });
    } else {
      const heldAt = subject.kind === 'hold' ? tx.now : null;
      await tx.sql`UPDATE referral SET held_at = ${heldAt} WHERE id = ${row.id}`;
    }
    await announce(emit, [onCase(row.id, `case.${DONE[subject.kind]}`)]);
    return { state: subject.kind === 'erase' ? ('erased' as const) : row.state };
  },
});

const DONE: Record<RequestKind, string> = { erase: 'erased', hold: 'held', lift: 'lifted' };

export const withdrawRequest = command('privacy.withdrawRequest', {
  summary: 'Takes back what one has asked for a case oneself, before somebody else has decided.',
  input: OneRequest,
  subject: caseRequest.of('requestId'),
  gate: 'referral.hold',
  async run({ subject, actor, tx, audit }) {
    if (subject.askedBy !== actor.personId) throw forbidden();
    await decide(tx, subject.id, 'withdrawn', null);
    audit({ kind: subject.kind });
    return { withdrawn: true };
  },
});

async function isHeld(tx: Tx, referralId: string): Promise<boolean> {
  const [row] = await tx.sql<{ held: boolean }>`
    SELECT held_at IS NOT NULL AS held FROM referral WHERE id = ${referralId}`;
  return row!.held;
}

async function ask(
  tx: Tx,
  row: ReferralRow,
  kind: RequestKind,
  reason: string,
  actor: { personId: string | null },
): Promise<string> {
  const id = newId();
  const asked = await tx.sql`
    INSERT INTO case_request (id, referral_id, kind, reason, asked_by, asked_at)
    VALUES (${id}, ${row.id}, ${kind}, ${reason}, ${actor.personId}, ${tx.now})
    ON CONFLICT (referral_id) WHERE state = 'asked' DO NOTHING RETURNING 1`;
  if (asked.length === 0) throw conflict('REQUEST_OPEN');
  await tellAsked(tx, row, actor.personId);
  return id;
}

async function decide(
  tx: Tx,
  id: string,
  state: 'confirmed' | 'refused' | 'withdrawn',
  by: string | null,
): Promise<void> {
  const decided = await tx.sql`
    UPDATE case_request SET state = ${state}, decided_by = ${by}, decided_at = ${tx.now}
     WHERE id = ${id} AND state = 'asked' RETURNING 1`;
  if (decided.length === 0) throw conflict('STATE_CHANGED');
}
