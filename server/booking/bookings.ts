import type { Tx } from '#server/platform/database/transaction.ts';
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
