import { join, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { ChannelRef } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, notFound, stale } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import { referral, type ReferralRow } from './access.ts';
import { grantsOf } from './rules/disclosure.ts';
import { intakeDeadline } from './rules/answer-clock.ts';
import { offerFrom, type OfferStatus } from './rules/offers.ts';
import { transition } from './rules/states.ts';
import type { Urgency } from './schemas.ts';
import { sideOf, timelineSide } from './side.ts';
import { changesSince, enter } from './timeline.ts';

export type Emit = CommandContext<unknown, unknown>['emit'];

/**
 * Locks the case's row and reads it again. Every act that changes a case, its offers or its consent
 * takes this lock first, so each sees what the one before it committed, consent included.
 */
export async function lockCase(tx: Tx, id: string): Promise<ReferralRow> {
  await tx.sql`SELECT 1 FROM referral WHERE id = ${id} FOR UPDATE`;
  const row = await referral.find(tx, id);
  if (!row) throw notFound();
  return row;
}

/**
 * The same, for a caller who read version `seen`: a change in between is refused, not written over,
 * with what happened since as far as the caller may know.
 */
export async function lockSeen(
  tx: Tx,
  id: string,
  seen: number,
  actor: Actor,
): Promise<ReferralRow> {
  const row = await lockCase(tx, id);
  if (row.version === seen) return row;
  const side = timelineSide(sideOf(row, actor));
  throw stale(await changesSince(tx, id, actor, side, { version: seen }));
}

/** The refusal for a hospital whose page is behind its own offer: what its colleagues did since. */
export async function staleOffer(
  tx: Tx,
  { referralId, orgId }: { referralId: string; orgId: string },
  actor: Actor,
  seen: number,
) {
  const offer = { orgId, version: seen };
  return stale(await changesSince(tx, referralId, actor, 'candidate', { offer }));
}

export type Step = {
  /** What else the step sets on the case. */
  set?: readonly Sql[];
  /** Codes and counts for its entry. */
  facts?: Record<string, string | number | string[]>;
};

export type Moved = { id: string; act: string; from: ReferralState; to: ReferralState };
type FollowMove = (tx: Tx, moved: Moved) => Promise<void>;
const FOLLOWS: FollowMove[] = [];

/** A module says what it notes where a case moves, under the case's lock. */
export function whenMoved(follow: FollowMove): void {
  FOLLOWS.push(follow);
}

/**
 * Takes one step of the state table and writes its entry. The table says where the step may start;
 * anything else is refused.
 */
export async function move(
  tx: Tx,
  row: ReferralRow,
  act: string,
  who: { actorId: string | null; orgId: string | null },
  { set = [], facts = {} }: Step = {},
): Promise<ReferralState> {
  const step = transition(act, row.state);
  if (!step) throw conflict('STATE_CHANGED');
  const to = step.to ?? row.state;
  const { count } = await tx.query(sql`
    UPDATE referral SET ${join([sql`state = ${to}, version = version + 1`, ...set], ', ')}
     WHERE id = ${row.id} AND state = ${row.state} AND version = ${row.version}`);
  if (count !== 1) throw conflict('STALE_VERSION');
  if (step.tells) {
    const moved = step.to ? { from: row.state, to } : {};
    await enter(tx, { referralId: row.id, type: step.tells, ...who, ...moved, facts });
  }
  for (const follow of FOLLOWS) await follow(tx, { id: row.id, act, from: row.state, to });
  return to;
}

/** Raises the case's version after a change that moves no state. */
export async function touch(tx: Tx, id: string, set: readonly Sql[] = []): Promise<void> {
  await tx.query(
    sql`UPDATE referral SET ${join([sql`version = version + 1`, ...set], ', ')} WHERE id = ${id}`,
  );
}

/** Ends the offers of a case that stand so, except one, and answers which. */
export async function endOffers(
  tx: Tx,
  referralId: string,
  to: 'notSelected' | 'withdrawn' | 'expired',
  from: readonly OfferStatus[] = ENDED_BY[to],
  except: string | null = null,
): Promise<{ id: string; orgId: string }[]> {
  return tx.sql<{ id: string; orgId: string }>`
    UPDATE offer SET status = ${to}, rank = NULL, closed_at = ${tx.now}, version = version + 1
     WHERE referral_id = ${referralId} AND id IS DISTINCT FROM ${except}::uuid
       AND status = ANY (${[...from]})
    RETURNING id, org_id AS "orgId"`;
}

const ENDED_BY = {
  notSelected: offerFrom('lose'),
  withdrawn: offerFrom('recall'),
  expired: offerFrom('expire'),
};

/** A fresh clock for the officer, when a case comes to the secretariat. */
export function intakeClock(now: Date, urgency: Urgency): Sql[] {
  return clock(now, intakeDeadline(now, urgency));
}

/** A clock that begins now. */
export function clock(now: Date, deadline: Date): Sql[] {
  return [
    sql`answer_deadline = ${deadline}`,
    sql`clock_from = ${now}`,
    sql`clock_paused_at = NULL`,
  ];
}

/** Nobody's clock runs. */
export const noClock: Sql[] = [
  sql`answer_deadline = NULL`,
  sql`clock_from = NULL`,
  sql`clock_paused_at = NULL`,
];

/**
 * Makes the standing grants what case, offers and consent now say: what no longer follows is revoked,
 * what newly follows is granted under the consent in force. Row-level security goes by these rows.
 */
export async function settleGrants(tx: Tx, referralId: string): Promise<void> {
  const row = await referral.find(tx, referralId);
  if (!row) throw notFound();
  const grants = grantsOf(row);
  const orgIds = grants.map(({ orgId }) => orgId);
  const stages = grants.map(({ stage }) => stage);
  await tx.sql`
    UPDATE disclosure_grant g SET revoked_at = ${tx.now}
     WHERE g.referral_id = ${referralId} AND g.revoked_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM unnest(${orgIds}::uuid[], ${stages}::text[]) AS w(org_id, stage)
                        WHERE w.org_id = g.org_id AND w.stage = g.stage)`;
  if (grants.length === 0) return;
  await tx.sql`
    INSERT INTO disclosure_grant (id, referral_id, org_id, stage, granted_at, consent_id)
    SELECT w.id, ${referralId}, w.org_id, w.stage, ${tx.now}, ${row.consent?.id ?? null}::uuid
      FROM unnest(${grants.map(newId)}::uuid[], ${orgIds}::uuid[], ${stages}::text[]) AS w(id, org_id, stage)
    ON CONFLICT (referral_id, org_id, stage) WHERE revoked_at IS NULL DO NOTHING`;
}

export type Announcement = { channel: ChannelRef; type: string; acl?: boolean };

/**
 * Appends to several channels, always in the same order: two acts that touch the same organisations
 * then wait for each other instead of locking each other out.
 */
export async function announce(emit: Emit, announcements: readonly Announcement[]): Promise<void> {
  const keyed = announcements.map((each) => ({
    ...each,
    key: `${each.channel.kind} ${each.channel.id}`,
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (const { channel, type, acl } of keyed) await emit(channel, type, {}, acl ? { acl } : {});
}

export const onCase = (id: string, type: string): Announcement => ({
  channel: { kind: 'case', id },
  type,
  acl: true,
});

/** The offer closes under whoever has it open: they may listen no longer. */
export const offerClosed = ({ id }: { id: string }): Announcement => ({
  channel: { kind: 'offer', id },
  type: 'offer.closed',
  acl: true,
});

export const onWorklist = (orgId: string): Announcement => ({
  channel: { kind: 'org', id: orgId },
  type: 'worklist.changed',
});

/** The worklists that a change of a case touches: sender, guarantor, secretariat and these hospitals. */
export async function worklistsOf(
  tx: Tx,
  row: Pick<ReferralRow, 'partnerOrgId' | 'facilitatorOrgId'>,
  hospitals: readonly string[] = [],
): Promise<Announcement[]> {
  const desks = await tx.sql<{
    id: string;
  }>`SELECT id FROM organisation WHERE kind = 'secretariat'`;
  const orgIds = new Set([
    row.partnerOrgId,
    ...(row.facilitatorOrgId ? [row.facilitatorOrgId] : []),
    ...desks.map(({ id }) => id),
    ...hospitals,
  ]);
  return [...orgIds].map(onWorklist);
}

/** Remembers that a person has just looked at a case or an offer. */
export async function look(tx: Tx, actor: Actor, recordId: string): Promise<void> {
  if (!actor.personId) return;
  await tx.sql`
    INSERT INTO referral_look (person_id, record_id, at) VALUES (${actor.personId}, ${recordId}, ${tx.now})
    ON CONFLICT (person_id, record_id) DO UPDATE SET at = excluded.at`;
}
