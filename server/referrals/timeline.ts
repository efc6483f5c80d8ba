import { sql, type Sql } from '#server/platform/access/access.ts';
import { newId } from '#server/platform/ids.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { OrgKind, ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { nameColumns, readable, type NameColumns } from './names.ts';
import { OF_ONE_HOSPITAL, typesFor, type EventType, type Side } from './rules/event-types.ts';
import { isSender } from './side.ts';

export { EVENT_TYPES, type EventType, type Side } from './rules/event-types.ts';

type Entry = {
  referralId: string;
  type: EventType;
  /** The organisation that acted, or for `offerSent` the hospital it went to. */
  orgId: string | null;
  actorId: string | null;
  from?: ReferralState;
  to?: ReferralState;
  /** Codes and counts; never a text that somebody wrote. */
  facts?: Record<string, string | number | string[]>;
};

/** Writes an entry of the case's timeline, with the version that the case or the offer has by now. */
export async function enter(tx: Tx, entry: Entry): Promise<void> {
  const ofOffer = OF_ONE_HOSPITAL.includes(entry.type);
  await tx.sql`
    INSERT INTO referral_event (id, referral_id, at, type, actor_id, org_id, from_state, to_state, facts, version)
    VALUES (${newId()}, ${entry.referralId}, ${tx.now}, ${entry.type}, ${entry.actorId}, ${entry.orgId},
      ${entry.from ?? null}, ${entry.to ?? null}, ${JSON.stringify(entry.facts ?? {})}::jsonb,
      CASE WHEN ${ofOffer}::boolean
        THEN (SELECT f.version FROM offer f WHERE f.referral_id = ${entry.referralId}::uuid AND f.org_id = ${entry.orgId}::uuid)
        ELSE (SELECT r.version FROM referral r WHERE r.id = ${entry.referralId}::uuid) END)`;
}

/** Who is at work, for an entry: the person and the organisation it acts for. */
export function by(actor: Actor): { actorId: string | null; orgId: string | null } {
  return { actorId: actor.personId, orgId: actor.orgId };
}

type Columns = {
  at: Date;
  type: EventType;
  to: ReferralState | null;
  facts: Record<string, unknown>;
  orgId: string | null;
  orgKind: OrgKind | null;
  orgName: unknown;
  person: NameColumns | null;
};

/** One entry as a side sees it. `who` is as near as that side may know: a person of its own, else an organisation, else a part. */
export type TimelineEntry = {
  at: string;
  type: EventType;
  to: ReferralState | null;
  facts: Record<string, unknown>;
  who:
    | { kind: 'person'; name: string; lang: string }
    | { kind: 'organisation'; name: unknown }
    | { kind: 'part'; part: 'partner' | 'secretariat' | 'hospital' | 'you' };
};

/** The timeline as one side of the case may see it, newest first. */
export function timelineFor(
  tx: Tx,
  referralId: string,
  actor: Actor,
  side: Side,
): Promise<TimelineEntry[]> {
  return entriesOf(tx, referralId, actor, side, sql`true`);
}

/**
 * What happened since a version that somebody read: of the case, and of one hospital's offer. The
 * entries are those of the timeline, so nobody learns by being late what the page would not show.
 */
export function changesSince(
  tx: Tx,
  referralId: string,
  actor: Actor,
  side: Side,
  seen: { version?: number; offer?: { orgId: string; version: number } },
): Promise<TimelineEntry[]> {
  const ofOffers = [...OF_ONE_HOSPITAL];
  const ofCase =
    seen.version === undefined
      ? sql`false`
      : sql`(e.type <> ALL (${ofOffers}) AND e.version > ${seen.version})`;
  const ofOffer = seen.offer
    ? sql`(e.type = ANY (${ofOffers}) AND e.org_id = ${seen.offer.orgId}::uuid AND e.version > ${seen.offer.version})`
    : sql`false`;
  return entriesOf(tx, referralId, actor, side, sql`(${ofCase} OR ${ofOffer})`);
}

async function entriesOf(
  tx: Tx,
  referralId: string,
  actor: Actor,
  side: Side,
  which: Sql,
): Promise<TimelineEntry[]> {
  const { everywhere, ofOwnHospital, sinceAccepted } = typesFor(side);
  const { rows } = await tx.query<Columns>(sql`
    SELECT e.at, e.type, e.to_state AS to, e.facts, e.org_id AS "orgId", o.kind AS "orgKind",
           o.short_name AS "orgName", ${nameColumns('p')} AS person
      FROM referral_event e
      LEFT JOIN organisation o ON o.id = e.org_id
      LEFT JOIN person p ON p.id = e.actor_id
     WHERE e.referral_id = ${referralId} AND ${which}
       AND (e.type = ANY (${everywhere})
         OR (e.type = ANY (${ofOwnHospital}) AND e.org_id = ${actor.orgId}::uuid)
         OR (e.type = ANY (${sinceAccepted}) AND e.at >= (SELECT f.answered_at FROM offer f
               JOIN referral r ON r.accepted_offer_id = f.id WHERE r.id = e.referral_id)))
     ORDER BY e.at DESC, e.id DESC LIMIT 200`);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    type: row.type,
    to: side === 'candidate' ? null : row.to,
    // Why a case came back or ended may say something of the patient.
    facts: side === 'candidate' || side === 'meta' ? {} : row.facts,
    who: whoFor(row, actor, side),
  }));
}

/** Acts upon one hospital by somebody else: whose, is not that hospital's to know. */
const UPON_A_HOSPITAL: readonly EventType[] = ['offerSent', 'offerChosen', 'offerAnswered'];

function whoFor(row: Columns, actor: Actor, side: Side): TimelineEntry['who'] {
  const own = row.orgId !== null && row.orgId === actor.orgId;
  const person = side === 'officer' || own ? readable(row.person, actor.lang) : null;
  // The officer reads who answered; whose question it was stands beside the answer.
  const names =
    !UPON_A_HOSPITAL.includes(row.type) || (side === 'officer' && row.type === 'offerAnswered');
  if (person && names) return { kind: 'person', ...person };
  if (own) return { kind: 'part', part: 'you' };
  if (side === 'candidate') {
    return { kind: 'part', part: isSender(row.orgKind) ? 'partner' : 'secretariat' };
  }
  if (row.orgName) return { kind: 'organisation', name: row.orgName };
  return { kind: 'part', part: 'secretariat' };
}
