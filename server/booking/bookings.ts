import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { takingNow } from './resources.ts';
import type { BookingState, Label, ResourceKind } from './schemas.ts';

/** A booking with what it takes, as its owner sees it. */
export type Booking = {
  id: string;
  ownerId: string;
  state: BookingState;
  startsAt: Date;
  endsAt: Date;
  version: number;
  takes: { kind: ResourceKind; code: string | null; name: Label }[];
};

/** The bookings of some records of one kind, in the order of time. */
export function bookingsOf(tx: Tx, kind: string, ownerIds: readonly string[]): Promise<Booking[]> {
  return tx.sql<Booking>`
    SELECT b.id, b.owner_id AS "ownerId", b.state, b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.version,
           (SELECT json_agg(json_build_object('kind', s.kind, 'code', s.code, 'name', s.name) ORDER BY s.kind)
              FROM booking_line l JOIN resource s ON s.id = l.resource_id WHERE l.booking_id = b.id) AS takes
      FROM booking b WHERE b.owner_kind = ${kind} AND b.owner_id = ANY (${[...ownerIds]}::uuid[])
     ORDER BY b.starts_at, b.id`;
}

/** A booking as the calendar of one resource has it. */
export type BookingOn = {
  id: string;
  ownerKind: string;
  ownerId: string;
  state: BookingState;
  startsAt: Date;
  endsAt: Date;
  heldUntil: Date | null;
  takenFrom: Date;
  takenUntil: Date;
  /** What else is taken, with whose it is where that is somebody else's. */
  others: { kind: ResourceKind; name: Label; org: Label | null }[];
};

/** What a resource is booked for from one moment to another, or from then on, in the order of time. */
export async function bookingsOn(
  tx: Tx,
  resourceId: string,
  from: Date,
  until: Date | null,
  most = 500,
): Promise<BookingOn[]> {
  const { rows } = await tx.query<BookingOn>(sql`
    SELECT b.id, b.owner_kind AS "ownerKind", b.owner_id AS "ownerId", b.state, b.starts_at AS "startsAt",
           b.ends_at AS "endsAt", CASE b.state WHEN 'held' THEN b.held_until END AS "heldUntil",
           l.taken_from AS "takenFrom", l.taken_until AS "takenUntil",
           coalesce((SELECT json_agg(json_build_object('kind', s.kind, 'name', s.name,
                       'org', CASE WHEN s.org_id <> own.org_id THEN o.short_name END) ORDER BY s.kind, s.id)
              FROM booking_line w JOIN resource s ON s.id = w.resource_id JOIN organisation o ON o.id = s.org_id
             WHERE w.booking_id = b.id AND w.resource_id <> l.resource_id), '[]'::json) AS others
      FROM booking_line l JOIN booking b ON b.id = l.booking_id JOIN resource own ON own.id = l.resource_id
     WHERE l.resource_id = ${resourceId}::uuid AND ${takingNow(tx.now)}
       AND tstzrange(l.taken_from, l.taken_until, '[)') && tstzrange(${from}, ${until})
     ORDER BY l.taken_from LIMIT ${most}`);
  return rows;
}

/** How many bookings of a resource are not over yet. */
export async function bookingsAhead(tx: Tx, resourceId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM booking_line l JOIN booking b ON b.id = l.booking_id
     WHERE l.resource_id = ${resourceId}::uuid AND ${takingNow(tx.now)}
       AND tstzrange(l.taken_from, l.taken_until, '[)') && tstzrange(${tx.now}, NULL)`);
  return rows[0]!.count;
}
