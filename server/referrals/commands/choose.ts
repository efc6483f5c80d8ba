import { z } from 'zod';
import { lapsedNow, refuseLapsed } from '#server/certifications/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid, stale } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { referral, type ReferralRow } from '../access.ts';
import { askToConfirm, type Backup } from '../backups.ts';
import {
  announce,
  clock,
  endOffers,
  lockSeen,
  move,
  offerClosed,
  onCase,
  settleGrants,
  worklistsOf,
} from '../cases.ts';
import { confirmDeadline } from '../rules/answer-clock.ts';
import { consentReaches } from '../rules/disclosure.ts';
import { OPEN_STATUSES } from '../rules/offers.ts';
import { CaseCode } from '../schemas.ts';
import { sideOf, timelineSide } from '../side.ts';
import { by, changesSince } from '../timeline.ts';

/** Backups that can wait behind the one chosen. */
const MOST_BACKUPS = 5;

export const choose = command('referrals.choose', {
  summary:
    'Sender or officer chooses one of the willing hospitals and ranks backups. The patient’s consent must cover the one chosen; it is asked to confirm within its clock, the others are closed without learning who was chosen.',
  input: z
    .strictObject({
      code: CaseCode,
      version: z.number().int().min(0),
      orgId: id('organisation'),
      /** The version of that hospital's answer as it was read. */
      answerVersion: z.number().int().min(0),
      backups: z.array(id('organisation')).max(MOST_BACKUPS).default([]),
    })
    .refine(({ orgId, backups }) => new Set([orgId, ...backups]).size === backups.length + 1, {
      path: ['backups'],
      message: 'twice',
    }),
  subject: referral.of('code'),
  gate: 'referral.choose',
  refs: {
    orgId: { noun: organisation, action: 'org.viewPublic' },
    backups: { noun: organisation, action: 'org.viewPublic' },
  },
  async run({ input, subject, actor, tx, emit, audit }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    if (row.mode !== 'COLLECT') throw conflict('NOT_COLLECTING');
    if (row.offers.some(({ status }) => status === 'chosen')) throw conflict('CHOSEN_ALREADY');
    const today = dayInJapan(tx.now);
    const chosen = await willing(tx, row, actor, input.orgId, 'orgId', input.answerVersion);
    if (chosen.validUntil < today) throw invalidAt('ANSWER_EXPIRED', 'orgId', 'answerExpired');
    refuseLapsed(await lapsedNow(tx, input.orgId), 'orgId');
    if (!consentReaches(row, input.orgId)) {
      throw invalidAt('CONSENT_MISSING', 'orgId', 'consentMissing');
    }
    for (const [i, orgId] of input.backups.entries()) {
      const { id: offerId } = await willing(tx, row, actor, orgId, `backups.${i}`);
      await tx.sql`UPDATE offer SET status = 'backup', rank = ${i + 1}, version = version + 1 WHERE id = ${offerId}`;
    }
    const fresh = clock(tx.now, confirmDeadline(tx.now, row.urgency));
    await move(tx, row, 'choose', by(actor), {
      set: fresh,
      facts: { backups: input.backups.length },
    });
    await askToConfirm(tx, row, chosen, by(actor));
    const losers = await endOffers(
      tx,
      row.id,
      'notSelected',
      OPEN_STATUSES.filter((status) => status !== 'chosen'),
    );
    await settleGrants(tx, row.id);
    const waiting = await backupsOf(tx, row.id);
    await announce(emit, [
      ...[...losers, ...waiting].map(offerClosed),
      { channel: { kind: 'offer', id: chosen.id }, type: 'offer.chosen' },
      onCase(row.id, 'case.chosen'),
      ...(await worklistsOf(
        tx,
        row,
        [chosen, ...losers, ...waiting].map(({ orgId }) => orgId),
      )),
    ]);
    audit({ referralId: row.id, chosen: chosen.id, backups: waiting.map((each) => each.id) });
    return { code: row.code, state: row.state, version: row.version + 1 };
  },
});

type Answered = Backup & { validUntil: string };

/** A hospital whose answer stands as the chooser read it; otherwise what has become of it. */
async function willing(
  tx: Tx,
  row: ReferralRow,
  actor: Actor,
  orgId: string,
  path: string,
  seen?: number,
): Promise<Answered> {
  const [found] = await tx.sql<Answered & { status: string; version: number }>`
    SELECT id, org_id AS "orgId", status, version, coalesce(answer->>'validUntil', '') AS "validUntil"
      FROM offer WHERE referral_id = ${row.id} AND org_id = ${orgId}`;
  if (!found) throw invalidAt('INVALID_INPUT', path, 'unknownRecord');
  if (found.status === 'willing' && (seen === undefined || found.version === seen)) return found;
  if (seen === undefined) throw invalidAt('ANSWER_GONE', path, 'answerGone');
  const side = timelineSide(sideOf(row, actor));
  const changes = await changesSince(tx, row.id, actor, side, { offer: { orgId, version: seen } });
  throw stale(changes);
}

async function backupsOf(tx: Tx, referralId: string): Promise<Backup[]> {
  return tx.sql<Backup>`
    SELECT id, org_id AS "orgId" FROM offer WHERE referral_id = ${referralId} AND status = 'backup'`;
}

function invalidAt(code: string, path: string, message: string) {
  return invalid(code, undefined, [{ path, message }]);
}
