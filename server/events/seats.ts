import {
  ACTIVE_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  type Sql,
} from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import {
  EVENT_COLUMNS,
  REGISTRATION_COLUMNS,
  type EventRow,
  type RegistrationRow,
} from './access.ts';
import { seatsOf, type Seats } from './rules.ts';

/**
 * The event as it is now, locked until the transaction ends. Whoever changes seats, registrations or
 * the programme takes this lock first, so they come one after the other.
 */
export async function lockEvent(tx: Tx, eventId: string): Promise<EventRow> {
  const [row] = await tx.sql<EventRow>`
    SELECT ${EVENT_COLUMNS} FROM event e WHERE e.id = ${eventId} FOR UPDATE`;
  if (!row) throw conflict('STATE_CHANGED');
  return row;
}

/** Seats of an event, counted. */
export async function countSeats(tx: Tx, event: Pick<EventRow, 'id' | 'seats'>): Promise<Seats> {
  const [row] = await tx.sql<{ taken: number; waiting: number }>`
    SELECT count(*) FILTER (WHERE state = 'confirmed')::int AS taken,
           count(*) FILTER (WHERE state = 'waiting')::int AS waiting
    FROM registration WHERE event_id = ${event.id} AND state IN ('confirmed', 'waiting')`;
  return seatsOf(event.seats, row!.taken, row!.waiting);
}

/** Does this organisation hold all the seats that one organisation may hold? */
export async function isOrgFull(
  tx: Tx,
  event: Pick<EventRow, 'id' | 'seatsPerOrg'>,
  orgId: string,
): Promise<boolean> {
  if (event.seatsPerOrg === null) return false;
  const [row] = await tx.sql<{ held: number }>`
    SELECT count(*)::int AS held FROM registration
    WHERE event_id = ${event.id} AND org_id = ${orgId} AND state IN ('confirmed', 'waiting')`;
  return row!.held >= event.seatsPerOrg;
}

/** A person's registration that counts: confirmed or waiting. */
export async function activeRegistration(
  tx: Tx,
  eventId: string,
  personId: string,
): Promise<RegistrationRow | null> {
  const [row] = await tx.sql<RegistrationRow>`
    SELECT ${REGISTRATION_COLUMNS} FROM registration r
    WHERE r.event_id = ${eventId} AND r.person_id = ${personId}
      AND r.state IN ('confirmed', 'waiting')`;
  return row ?? null;
}

/**
 * Gives a person the lowest free seat, or the end of the waiting list. The event must be locked. Two
 * unique indexes stand behind the lock: a seat, of those there are, belongs to one, and a person
 * registers once.
 */
export async function takePlace(
  tx: Tx,
  event: EventRow,
  who: { personId: string; orgId: string },
  seats: Seats,
): Promise<RegistrationRow> {
  const [state, seat] =
    seats.left === 0 ? ['waiting', sql`NULL::int`] : ['confirmed', lowestFreeSeat(event.id)];
  const { rows } = await tx.query<RegistrationRow>(sql`
    INSERT INTO registration AS r (id, event_id, person_id, org_id, state, seat, created_at)
    SELECT ${newId()}::uuid, ${event.id}::uuid, ${who.personId}::uuid, ${who.orgId}::uuid, ${state},
      place.seat, ${afterTheLastInLine(tx, event.id)}
    FROM (SELECT ${seat} AS seat) place
    WHERE place.seat IS NULL OR place.seat <= coalesce(${event.seats}::int, place.seat)
    ON CONFLICT DO NOTHING
    RETURNING ${REGISTRATION_COLUMNS}`);
  if (!rows[0]) throw conflict('TRY_AGAIN');
  return rows[0];
}

/**
 * Moves people from the waiting list to free seats, the oldest first, and answers whom. People who
 * have left their organisation, and organisations at their own limit, keep their place in the line.
 */
export async function promoteWaiting(tx: Tx, event: EventRow): Promise<RegistrationRow[]> {
  const promoted: RegistrationRow[] = [];
  for (;;) {
    const seats = await countSeats(tx, event);
    if (seats.left === 0 || seats.waiting === 0) return promoted;
    const { rows } = await tx.query<RegistrationRow>(sql`
      UPDATE registration r SET state = 'confirmed', seat = ${lowestFreeSeat(event.id)}
      WHERE r.id = (${nextInLine(event)}) RETURNING ${REGISTRATION_COLUMNS}`);
    if (!rows[0]) return promoted;
    promoted.push(rows[0]);
  }
}

/** Where somebody stands in the line: 1 is next. */
export async function waitingPlace(tx: Tx, row: RegistrationRow): Promise<number | null> {
  if (row.state !== 'waiting') return null;
  const [answer] = await tx.sql<{ place: number }>`
    SELECT count(*)::int AS place FROM registration
    WHERE event_id = ${row.eventId} AND state = 'waiting'
      AND (created_at, id) <= (${row.createdAt}, ${row.id}::uuid)`;
  return answer!.place;
}

// One more than the seats taken always holds a gap or the end.
function lowestFreeSeat(eventId: string): Sql {
  return sql`(SELECT min(n) FROM generate_series(1, 1 + (
      SELECT count(*)::int FROM registration t WHERE t.event_id = ${eventId} AND t.state = 'confirmed')) n
    WHERE NOT EXISTS (SELECT 1 FROM registration t
      WHERE t.event_id = ${eventId} AND t.state = 'confirmed' AND t.seat = n))`;
}

// A transaction that began earlier may come to the lock later; the line follows the lock.
function afterTheLastInLine(tx: Tx, eventId: string): Sql {
  return sql`greatest(${tx.now}::timestamptz(3), (SELECT max(w.created_at) + interval '1 millisecond'
    FROM registration w WHERE w.event_id = ${eventId} AND w.state = 'waiting'))`;
}

function nextInLine(event: EventRow): Sql {
  return sql`SELECT w.id FROM registration w
    WHERE w.event_id = ${event.id} AND w.state = 'waiting'
      AND EXISTS (SELECT 1 FROM ${ACTIVE_MEMBERSHIPS}
        WHERE ${MEMBERSHIP_IS_ACTIVE} AND m.person_id = w.person_id AND m.org_id = w.org_id)
      AND (${event.seatsPerOrg}::int IS NULL OR ${event.seatsPerOrg}::int > (
        SELECT count(*) FROM registration c
        WHERE c.event_id = w.event_id AND c.org_id = w.org_id AND c.state = 'confirmed'))
    ORDER BY w.created_at, w.id LIMIT 1`;
}
