import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Span } from './hours.ts';
import type { Label, OpeningHours, ResourceKind } from './schemas.ts';

export type Resource = {
  id: string;
  orgId: string;
  kind: ResourceKind;
  code: string | null;
  name: Label;
  timeZone: string;
  hours: OpeningHours[];
  holidays: string | null;
  beforeMinutes: number;
  afterMinutes: number;
};

export const RESOURCE_COLUMNS = sql`s.id, s.org_id AS "orgId", s.kind, s.code, s.name, s.time_zone AS "timeZone",
  s.hours, s.holidays, s.before_minutes AS "beforeMinutes", s.after_minutes AS "afterMinutes"`;

/** The resources `s` in use that a predicate lets through, always in the same order. */
export async function resourcesOf(tx: Tx, which: Sql): Promise<Resource[]> {
  const { rows } = await tx.query<Resource>(
    sql`SELECT ${RESOURCE_COLUMNS} FROM resource s WHERE s.retired_at IS NULL AND ${which} ORDER BY s.id`,
  );
  return rows;
}

/**
 * The same, locked until the transaction ends, for who books several in turn: all at once and in the
 * order of their ids, so that nobody who wants some of them waits for one that waits for him.
 */
export async function lockResources(tx: Tx, which: Sql): Promise<Resource[]> {
  const { rows } = await tx.query<Resource>(
    sql`SELECT ${RESOURCE_COLUMNS} FROM resource s WHERE s.retired_at IS NULL AND ${which} ORDER BY s.id FOR UPDATE`,
  );
  return rows;
}

/** Lines `l` of bookings `b` that take something now. A hold whose time is up takes nothing. */
export function takingNow(now: Date): Sql {
  return sql`(l.live AND NOT (b.state = 'held' AND b.held_until <= ${now}))`;
}

/** When resources are taken between two moments, by resource. A hold whose time is up takes nothing. */
export async function takenOf(
  tx: Tx,
  resourceIds: readonly string[],
  between: Span,
): Promise<Map<string, Span[]>> {
  const { rows } = await tx.query<{ resourceId: string; from: Date; until: Date }>(sql`
    SELECT l.resource_id AS "resourceId", l.taken_from AS "from", l.taken_until AS "until"
      FROM booking_line l JOIN booking b ON b.id = l.booking_id
     WHERE l.resource_id = ANY (${[...resourceIds]}::uuid[]) AND ${takingNow(tx.now)}
       AND tstzrange(l.taken_from, l.taken_until, '[)')
           && tstzrange(${new Date(between.from)}, ${new Date(between.until)}, '[)')
     ORDER BY l.taken_from`);
  const taken = new Map<string, Span[]>(resourceIds.map((id) => [id, []]));
  for (const { resourceId, from, until } of rows) {
    taken.get(resourceId)!.push({ from: from.getTime(), until: until.getTime() });
  }
  return taken;
}
