import { sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, rateLimited } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import { notify } from '#server/notifications/index.ts';
import type { ReferralRow } from '#server/referrals/index.ts';
import { EXPORTS_A_DAY, LINK_MINUTES } from './plain.ts';

export type Ordered = { id: string; left: number };
export type Link = { secret: string; hash: Buffer; until: Date };

/** A secret for one download, of which the hash alone is kept. */
export function newLink(now: Date): Link {
  const secret = newSecret();
  return {
    secret,
    hash: secretHash(secret),
    until: new Date(now.getTime() + LINK_MINUTES * 60_000),
  };
}

/**
 * Takes one of the person's exports of the day, in the transaction of the export. The last one of a
 * day is told to those who watch over patients' data, and so is the first that is asked for beyond.
 * @throws 429 EXPORT_LIMIT, with the seconds until midnight in Japan
 */
export async function takeOne(
  {
    tx,
    actor,
    whenRefused,
  }: Pick<CommandContext<unknown, unknown>, 'tx' | 'actor' | 'whenRefused'>,
  row: ReferralRow,
  link: Link | null,
): Promise<Ordered> {
  const id = newOpaqueId();
  const day = dayInJapan(tx.now);
  const used = await usedOn(tx, actor, day);
  if (used >= EXPORTS_A_DAY) {
    whenRefused((after) => tellBeyond(after, actor, row, day));
    throw rateLimited('EXPORT_LIMIT', untilMidnightInJapan(tx.now));
  }
  const [taken] = await tx.sql<{ nth: number }>`
    INSERT INTO case_export (id, referral_id, person_id, org_id, ordered_at, day, nth, link_hash, link_until)
    VALUES (${id}, ${row.id}, ${actor.personId}, ${actor.orgId}, ${tx.now}, ${day}::date, ${used + 1},
            ${link?.hash ?? null}, ${link?.until ?? null})
    ON CONFLICT (person_id, day, nth) DO NOTHING RETURNING nth`;
  // Somebody with the same account was faster by a moment.
  if (!taken) throw conflict('TRY_AGAIN');
  if (taken.nth === EXPORTS_A_DAY) await tellWatch(tx, row, 'referral.exportsUsedUp');
  return { id, left: EXPORTS_A_DAY - taken.nth };
}

/** How many exports the caller has left today. */
export async function leftToday(tx: Tx, actor: Actor): Promise<number> {
  return EXPORTS_A_DAY - (await usedOn(tx, actor, dayInJapan(tx.now)));
}

/** Numbers are given in order and none is taken back, so the highest is how many there are. */
async function usedOn(tx: Tx, actor: Actor, day: string): Promise<number> {
  const [row] = await tx.sql<{ used: number }>`
    SELECT coalesce(max(nth), 0)::int AS used FROM case_export
     WHERE person_id = ${actor.personId} AND day = ${day}::date`;
  return row!.used;
}

/**
 * Finds the export that a link is for and holds it until the transaction ends: whoever comes second
 * finds none.
 * @throws 409 EXPORT_LINK_OVER where it was used, has ended, or is somebody else's
 */
export async function claimLink(
  tx: Tx,
  actor: Actor,
  row: ReferralRow,
  secret: string,
): Promise<string> {
  const [found] = await tx.sql<{ id: string }>`
    SELECT id FROM case_export
     WHERE link_hash = ${secretHash(secret)} AND referral_id = ${row.id} AND person_id = ${actor.personId}
       AND org_id = ${actor.orgId} AND link_until > ${tx.now} AND handed_at IS NULL FOR UPDATE`;
  if (!found) throw conflict('EXPORT_LINK_OVER');
  return found.id;
}

/** Writes down that the export left, and the hash by which what left can be known again. */
export async function recordHandedOut(tx: Tx, id: string, sha256: string): Promise<void> {
  await tx.sql`
    UPDATE case_export SET handed_at = ${tx.now}, bundle_hash = ${Buffer.from(sha256, 'hex')}, link_hash = NULL
     WHERE id = ${id} AND handed_at IS NULL`;
}

type Alert = 'referral.exportsUsedUp' | 'referral.exportRefused';

async function tellWatch(tx: Tx, row: ReferralRow, type: Alert): Promise<void> {
  await notify(tx, {
    type,
    subject: { kind: 'referral', id: row.id },
    to: sql`(o.kind = 'secretariat' AND m.roles && ARRAY['admin', 'privacyOfficer'])`,
    facts: { code: row.code, count: EXPORTS_A_DAY },
  });
}

/** Somebody asked for more than a day's exports and was refused: told once a person and day, and audited then. */
async function tellBeyond(tx: Tx, actor: Actor, row: ReferralRow, day: string) {
  const first = await tx.sql`
    UPDATE case_export SET beyond_at = ${tx.now}
     WHERE person_id = ${actor.personId} AND day = ${day}::date AND nth = ${EXPORTS_A_DAY} AND beyond_at IS NULL
    RETURNING 1`;
  if (first.length === 0) return null;
  await tellWatch(tx, row, 'referral.exportRefused');
  return { class: 'exportAlert', referralId: row.id, limit: EXPORTS_A_DAY };
}

/** Japan keeps one offset all year. */
function untilMidnightInJapan(now: Date): number {
  const inJapan = Math.floor(now.getTime() / 1000) + 9 * 3600;
  return 86_400 - (inJapan % 86_400);
}
