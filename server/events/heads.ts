import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { EVENT_COLUMNS, type EventRow } from './access.ts';
import { seatsOf } from './rules.ts';
import type { ListFilter } from './schemas.ts';
import { headOf } from './view.ts';

type HeadRow = EventRow & {
  taken: number;
  waiting: number;
  sessions: number;
  mine: { registrationId: string; state: 'confirmed' | 'waiting'; seat: number | null } | null;
  digest: { lang: string; opening: string } | null;
};

const OPENING_CHARACTERS = 240;

/** Upcoming events and drafts are read forwards, everything else backwards. */
export function isSooner(filter: ListFilter): boolean {
  return filter === 'upcoming' || filter === 'drafts';
}

/** Events of a list, one more than asked for where there are more. */
export async function readHeads(
  tx: Tx,
  actor: Pick<Actor, 'personId' | 'lang'>,
  where: Sql,
  { after, limit, sooner }: { after?: string | undefined; limit: number; sooner: boolean },
) {
  const rows = await tx.sql<HeadRow>`
    SELECT ${EVENT_COLUMNS}, places.taken, places.waiting, places.mine, digest.digest,
      (SELECT count(*)::int FROM event_session s WHERE s.event_id = e.id) AS sessions
    FROM event e
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE r.state = 'confirmed')::int AS taken,
             count(*) FILTER (WHERE r.state = 'waiting')::int AS waiting,
             jsonb_agg(jsonb_build_object('registrationId', r.id, 'state', r.state, 'seat', r.seat))
               FILTER (WHERE r.person_id = ${actor.personId}) -> 0 AS mine
      FROM registration r WHERE r.event_id = e.id AND r.state IN ('confirmed', 'waiting')) places
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('lang', t.lang, 'opening', left(t.body, ${OPENING_CHARACTERS})) AS digest
      FROM parallel_text t WHERE t.owner_kind = 'event' AND t.owner_id = e.id AND t.block = 'digest'
      ORDER BY array_position(${[actor.lang, 'en', 'ja', 'zh', 'ko']}::text[], t.lang) LIMIT 1) digest ON true
    WHERE ${where} AND ${beyond(after, sooner)}
    ORDER BY ${sooner ? sql`e.starts_at, e.id` : sql`e.starts_at DESC, e.id DESC`}
    LIMIT ${limit + 1}`;
  return rows.map(({ taken, waiting, sessions, mine, digest, ...row }) => ({
    ...headOf(row, seatsOf(row.seats, taken, waiting), tx.now),
    sessions,
    mine,
    digest,
  }));
}
export type EventCard = Awaited<ReturnType<typeof readHeads>>[number];

/** The rows of one page and where the next one begins. */
export function pageOf(rows: EventCard[], limit: number) {
  const events = rows.slice(0, limit);
  const last = events.at(-1);
  const next = rows.length > limit && last ? `${last.startsAt}~${last.id}` : null;
  return { events, next };
}

function beyond(after: string | undefined, sooner: boolean): Sql {
  if (!after) return sql`true`;
  const [at, id] = after.split('~');
  return sooner
    ? sql`(e.starts_at, e.id) > (${at}::timestamptz, ${id}::uuid)`
    : sql`(e.starts_at, e.id) < (${at}::timestamptz, ${id}::uuid)`;
}
