import { newId } from '../platform/ids.ts';
import type { Actor } from '../platform/access/actor.ts';
import type { ReferralState } from '../platform/access/matrix.ts';
import type { Tx } from '../platform/database/transaction.ts';
import { nameColumns, readable, type NameColumns } from './names.ts';

/** What can happen to a case. */
export const EVENT_TYPES = [
  'created',
  'consentRecorded',
  'consentWithdrawn',
  'submitted',
  'reviewStarted',
  'returned',
  'teaserReviewed',
  'broadcast',
  'offerSent',
  'offerViewed',
  'offerInterested',
  'offerDeclined',
  'accepted',
  'noTaker',
  'scheduled',
  'arrived',
  'treatmentStarted',
  'discharged',
  'closed',
  'cancelled',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

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

/** Writes an entry of the case's timeline. */
export async function enter(tx: Tx, entry: Entry): Promise<void> {
  await tx.sql`
    INSERT INTO referral_event (id, referral_id, at, type, actor_id, org_id, from_state, to_state, facts)
    VALUES (${newId()}, ${entry.referralId}, ${tx.now}, ${entry.type}, ${entry.actorId}, ${entry.orgId},
      ${entry.from ?? null}, ${entry.to ?? null}, ${JSON.stringify(entry.facts ?? {})}::jsonb)`;
}

/** Who is at work, for an entry: the person and the organisation it acts for. */
export function by(actor: Actor): { actorId: string | null; orgId: string | null } {
  return { actorId: actor.personId, orgId: actor.orgId };
}

/** Entries that every side of a case may know of: they say nothing of who was asked. */
const FOR_EVERY_SIDE: readonly EventType[] = ['submitted', 'consentRecorded', 'teaserReviewed'];
/** Entries about one hospital: for itself and for the officer. */
const OF_ONE_HOSPITAL: readonly EventType[] = [
  'offerSent',
  'offerViewed',
  'offerInterested',
  'offerDeclined',
];

export type Side = 'officer' | 'partner' | 'accepted' | 'candidate' | 'meta';

/**
 * Which entries a side of the case may see. A candidate sees what concerns itself and that the case
 * was prepared with care, never how many were asked; the sender does not see who declined.
 */
export function typesFor(side: Side): { everywhere: EventType[]; ofOwnHospital: EventType[] } {
  if (side === 'officer') return { everywhere: [...EVENT_TYPES], ofOwnHospital: [] };
  if (side === 'candidate') {
    return { everywhere: [...FOR_EVERY_SIDE], ofOwnHospital: [...OF_ONE_HOSPITAL] };
  }
  const shared = EVENT_TYPES.filter((type) => !OF_ONE_HOSPITAL.includes(type));
  if (side === 'accepted') {
    return {
      everywhere: shared.filter((type) => type !== 'broadcast' && type !== 'created'),
      ofOwnHospital: [...OF_ONE_HOSPITAL],
    };
  }
  return { everywhere: shared, ofOwnHospital: [] };
}

type Columns = {
  at: Date;
  type: EventType;
  to: ReferralState | null;
  facts: Record<string, unknown>;
  orgId: string | null;
  orgKind: string | null;
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
export async function timelineFor(
  tx: Tx,
  referralId: string,
  actor: Actor,
  side: Side,
): Promise<TimelineEntry[]> {
  const { everywhere, ofOwnHospital } = typesFor(side);
  const rows = await tx.sql<Columns>`
    SELECT e.at, e.type, e.to_state AS to, e.facts, e.org_id AS "orgId", o.kind AS "orgKind",
           o.short_name AS "orgName", ${nameColumns('p')} AS person
      FROM referral_event e
      LEFT JOIN organisation o ON o.id = e.org_id
      LEFT JOIN person p ON p.id = e.actor_id
     WHERE e.referral_id = ${referralId}
       AND (e.type = ANY (${everywhere}) OR (e.type = ANY (${ofOwnHospital}) AND e.org_id = ${actor.orgId}))
     ORDER BY e.at DESC, e.id DESC LIMIT 200`;
  return rows.map((row) => ({
    at: row.at.toISOString(),
    type: row.type,
    to: side === 'candidate' ? null : row.to,
    // Why a case came back or ended may say something of the patient.
    facts: side === 'candidate' || side === 'meta' ? {} : row.facts,
    who: whoFor(row, actor, side),
  }));
}

function whoFor(row: Columns, actor: Actor, side: Side): TimelineEntry['who'] {
  const own = row.orgId !== null && row.orgId === actor.orgId;
  const person = side === 'officer' || own ? readable(row.person, actor.lang) : null;
  if (person && row.type !== 'offerSent') return { kind: 'person', ...person };
  if (own) return { kind: 'part', part: 'you' };
  if (side === 'candidate') {
    return { kind: 'part', part: row.orgKind === 'partner' ? 'partner' : 'secretariat' };
  }
  if (row.orgName) return { kind: 'organisation', name: row.orgName };
  return { kind: 'part', part: 'secretariat' };
}
