import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { EventRow, RegistrationRow } from './access.ts';
import { programmeOf } from './programme.ts';
import type { Label } from './schemas.ts';
import {
  availableActs,
  closesAt,
  phaseOf,
  registrationPhase,
  type EventPhase,
  type RegistrationPhase,
  type Seats,
} from './rules.ts';
import { countSeats } from './seats.ts';
import { sessionsOf } from './sessions.ts';
import { proseOf } from './texts.ts';

/** What every screen says of an event: plain data, times as ISO 8601 in UTC. */
export function headOf(row: EventRow, seats: Seats, now: Date) {
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    state: row.state,
    audience: row.audience,
    title: row.title,
    series: row.series,
    host: row.host,
    place: row.place,
    format: row.format,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    timeZone: row.timeZone,
    registrationClosesAt: closesAt(row).toISOString(),
    seatsPerOrg: row.seatsPerOrg,
    version: row.version,
    phase: phaseOf(row, now) satisfies EventPhase,
    registration: registrationPhase(row, seats, now) satisfies RegistrationPhase,
    seats,
  };
}
export type EventHead = ReturnType<typeof headOf>;

/** An event with its programme and prose, as one reader sees it. */
export async function eventView(tx: Tx, row: EventRow, actor: Pick<Actor, 'lang'>) {
  const seats = await countSeats(tx, row);
  const prose = await proseOf(tx, row.id, actor.lang);
  const sessions = await sessionsOf(tx, row.id);
  return {
    ...headOf(row, seats, tx.now),
    now: tx.now.toISOString(),
    programme: programmeOf(sessions, row.timeZone),
    description: prose.description ?? null,
    digest: prose.digest ?? null,
  };
}
export type EventView = Awaited<ReturnType<typeof eventView>>;

/** A person's own place, and what they can do about it. */
export function ownPlace(
  head: EventHead,
  mine: RegistrationRow | null,
  place: number | null,
  organisation: Label | null,
) {
  return {
    mine: mine && {
      registrationId: mine.id,
      state: mine.state as 'confirmed' | 'waiting',
      seat: mine.seat,
      waitingPlace: place,
      /** For whom, where it is not the organisation acted for now. */
      organisation,
    },
    acts: availableActs(head.registration, mine),
  };
}
export type OwnPlace = ReturnType<typeof ownPlace>;
