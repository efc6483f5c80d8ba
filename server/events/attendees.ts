import type { Sql } from '#server/platform/access/access.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Label } from './schemas.ts';

export type Attendee = {
  registrationId: string;
  state: 'confirmed' | 'waiting';
  seat: number | null;
  waitingPlace: number | null;
  registeredAt: string;
  familyName: string;
  givenName: string;
  nameLang: string;
  reading: string | null;
  latinName: string | null;
  organisation: Label;
  organisationKind: string;
  title: Label | null;
};

export const ATTENDEE_PAGE = 100;

/** The registrations of an event under a predicate on `registration r`: seats first, then the line. */
export async function attendeesOf(tx: Tx, eventId: string, which: Sql, page: number) {
  const rows = await tx.sql<Omit<Attendee, 'registeredAt'> & { registeredAt: Date; total: number }>`
    SELECT r.id AS "registrationId", r.state, r.seat, r.created_at AS "registeredAt",
      CASE r.state WHEN 'waiting' THEN (
        SELECT count(*)::int FROM registration w WHERE w.event_id = r.event_id AND w.state = 'waiting'
          AND (w.created_at, w.id) <= (r.created_at, r.id)) END AS "waitingPlace",
      ${PERSON}, count(*) OVER ()::int AS total
    FROM registration r JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = r.org_id
    WHERE r.event_id = ${eventId} AND r.state IN ('confirmed', 'waiting') AND ${which}
    ORDER BY r.state, r.seat, r.created_at, r.id
    LIMIT ${ATTENDEE_PAGE} OFFSET ${(page - 1) * ATTENDEE_PAGE}`;
  return {
    rows: rows.map(({ total: _total, registeredAt, ...row }): Attendee => ({
      ...row,
      registeredAt: registeredAt.toISOString(),
    })),
    total: rows[0]?.total ?? 0,
  };
}

const PERSON = sql`p.family_name AS "familyName", p.given_name AS "givenName",
  p.name_lang AS "nameLang", p.latin_name AS "latinName",
  nullif(concat_ws(' ', p.family_reading, p.given_reading), '') AS reading,
  o.name AS organisation, o.kind AS "organisationKind",
  (SELECT m.title FROM membership m WHERE m.person_id = p.id AND m.org_id = o.id
    ORDER BY m.ended_at IS NULL DESC, m.started_at DESC LIMIT 1) AS title`;
