import { noun, sql, type Sql } from '#server/platform/access/access.ts';
import type { Interpretation, Label } from './schemas.ts';

export type EventRow = {
  id: string;
  slug: string;
  kind: string;
  state: 'draft' | 'published' | 'cancelled';
  audience: 'public' | 'members' | 'invited';
  title: Label;
  series: Label | null;
  host: Label | null;
  place: Label | null;
  format: 'onsite' | 'online' | 'hybrid';
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  seats: number | null;
  seatsPerOrg: number | null;
  registrationClosesAt: Date | null;
  publishedAt: Date | null;
  version: number;
};

export type SessionRow = {
  id: string;
  eventId: string;
  kind: string;
  title: Label;
  room: Label;
  startsAt: Date;
  endsAt: Date;
  spokenLangs: string[];
  interpretation: Interpretation[];
};

export type RegistrationRow = {
  id: string;
  eventId: string;
  personId: string;
  orgId: string;
  state: 'confirmed' | 'waiting' | 'cancelled';
  seat: number | null;
  createdAt: Date;
};

/** The columns of `EventRow`, on the alias `e`. */
export const EVENT_COLUMNS: Sql = sql`e.id, e.slug, e.kind, e.state, e.audience, e.title, e.series,
  e.host, e.place, e.format, e.starts_at AS "startsAt", e.ends_at AS "endsAt",
  e.time_zone AS "timeZone", e.seats, e.seats_per_org AS "seatsPerOrg",
  e.registration_closes_at AS "registrationClosesAt", e.published_at AS "publishedAt", e.version`;

/** The columns of `RegistrationRow`, on the alias `r`. */
export const REGISTRATION_COLUMNS: Sql = sql`r.id, r.event_id AS "eventId",
  r.person_id AS "personId", r.org_id AS "orgId", r.state, r.seat, r.created_at AS "createdAt"`;

/**
 * An event. It is published to me (P) when it is no draft and its audience is everybody, or, for
 * people who act for an organisation of the forum, the members. It concerns my organisation (O)
 * when it is open to it.
 */
export const event = noun<EventRow>('event', {
  alias: 'e',
  see: 'event.view',
  find: async (tx, id) =>
    (await tx.sql<EventRow>`SELECT ${EVENT_COLUMNS} FROM event e WHERE e.id = ${id}`)[0] ?? null,
  relations: {
    P: {
      holds: (actor, row) => isOpenTo(row, actor.orgId),
      rows: (actor) =>
        actor.orgId === null
          ? sql`e.state <> 'draft' AND e.audience = 'public'`
          : sql`e.state <> 'draft' AND e.audience IN ('public', 'members')`,
      people: (row) => (isOpenToMembers(row) ? sql`true` : sql`false`),
    },
    O: {
      holds: (actor, row) => actor.orgId !== null && isOpenTo(row, actor.orgId),
      rows: (actor) =>
        actor.orgId === null
          ? sql`false`
          : sql`e.state <> 'draft' AND e.audience IN ('public', 'members')`,
      people: (row) => (isOpenToMembers(row) ? sql`true` : sql`false`),
    },
  },
});

/** A person's place at an event, confirmed or waiting: their own (S), their organisation's (O). */
export const registration = noun<RegistrationRow>('registration', {
  alias: 'r',
  see: 'event.viewRegistration',
  find: async (tx, id) =>
    (
      await tx.sql<RegistrationRow>`
        SELECT ${REGISTRATION_COLUMNS} FROM registration r WHERE r.id = ${id}`
    )[0] ?? null,
  relations: {
    S: {
      holds: (actor, row) => actor.personId === row.personId,
      rows: (actor) => sql`r.person_id = ${actor.personId}`,
      people: (row) => sql`m.person_id = ${row.personId}`,
    },
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`r.org_id = ${actor.orgId}`,
      people: (row) => sql`m.org_id = ${row.orgId}`,
    },
  },
});

function isOpenTo(row: EventRow, orgId: string | null): boolean {
  return (
    row.state !== 'draft' && (row.audience === 'public' || (orgId !== null && isOpenToMembers(row)))
  );
}

function isOpenToMembers(row: EventRow): boolean {
  return row.state !== 'draft' && row.audience !== 'invited';
}
