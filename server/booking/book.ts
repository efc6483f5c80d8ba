import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { AppError, invalid, notFound } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { isOpen } from './hours.ts';
import { RESOURCE_COLUMNS, type Resource } from './resources.ts';
import type { Label, ResourceKind, Taken } from './schemas.ts';

/** The record that something is booked for. */
export type Owner = { kind: string; id: string };

export type Wish = {
  owner: Owner;
  resourceIds: readonly string[];
  startsAt: Date;
  endsAt: Date;
  /** Keeps it until then for whoever confirms; null books it at once. */
  heldUntil: Date | null;
  createdBy: string | null;
};

const MINUTE_MS = 60_000;

/**
 * Takes all of these resources for a time, or none. They are locked in the order of their ids, so
 * that two who want the same wait for each other; that no resource is taken twice is held by the
 * exclusion constraint of the table, whoever writes.
 * @throws 404 for a resource that is not in use, 422 OUTSIDE_HOURS, 409 SLOT_TAKEN with what and until when
 */
export async function book(tx: Tx, wish: Wish): Promise<string> {
  const resourceIds = [...new Set(wish.resourceIds)].sort();
  const { rows: resources } = await tx.query<Resource>(sql`
    SELECT ${RESOURCE_COLUMNS} FROM resource s
     WHERE s.id = ANY (${resourceIds}::uuid[]) AND s.retired_at IS NULL ORDER BY s.id FOR UPDATE`);
  if (resources.length !== resourceIds.length) throw notFound();
  requireOpen(resources, wish);
  await lapseOn(tx, resourceIds);
  const lines = resources.map((each) => ({
    resourceId: each.id,
    from: new Date(wish.startsAt.getTime() - each.beforeMinutes * MINUTE_MS),
    until: new Date(wish.endsAt.getTime() + each.afterMinutes * MINUTE_MS),
  }));
  await requireFree(tx, lines);
  const id = newOpaqueId();
  await tx.sql`
    INSERT INTO booking (id, owner_kind, owner_id, state, starts_at, ends_at, held_until, created_by, created_at)
    VALUES (${id}, ${wish.owner.kind}, ${wish.owner.id}, ${wish.heldUntil ? 'held' : 'confirmed'},
      ${wish.startsAt}, ${wish.endsAt}, ${wish.heldUntil}, ${wish.createdBy}, ${tx.now})`;
  await tx.sql`
    INSERT INTO booking_line (booking_id, resource_id, taken_from, taken_until)
    SELECT ${id}, w.resource_id, w.taken_from, w.taken_until
      FROM unnest(${lines.map((each) => each.resourceId)}::uuid[], ${lines.map((each) => each.from)}::timestamptz[],
        ${lines.map((each) => each.until)}::timestamptz[]) AS w(resource_id, taken_from, taken_until)`;
  return id;
}

function requireOpen(resources: readonly Resource[], { startsAt, endsAt }: Wish) {
  const span = { from: startsAt.getTime(), until: endsAt.getTime() };
  const closed = resources.filter((each) => !isOpen(each, span));
  if (closed.length === 0) return;
  throw invalid('OUTSIDE_HOURS', undefined, [{ path: 'startsAt', message: 'outsideHours' }]);
}

type Line = { resourceId: string; from: Date; until: Date };

/** Refuses with the name of each resource that is taken and the end of what takes it. */
async function requireFree(tx: Tx, lines: readonly Line[]) {
  const rows = await tx.sql<{ name: Label; kind: ResourceKind; until: Date }>`
    SELECT s.name, s.kind, max(l.taken_until) AS "until"
      FROM unnest(${lines.map((each) => each.resourceId)}::uuid[], ${lines.map((each) => each.from)}::timestamptz[],
        ${lines.map((each) => each.until)}::timestamptz[]) AS w(resource_id, taken_from, taken_until)
      JOIN booking_line l ON l.live AND l.resource_id = w.resource_id
       AND tstzrange(l.taken_from, l.taken_until, '[)') && tstzrange(w.taken_from, w.taken_until, '[)')
      JOIN resource s ON s.id = l.resource_id
     GROUP BY s.id ORDER BY s.id`;
  if (rows.length === 0) return;
  const changes: Taken[] = rows.map((row) => ({ ...row, until: row.until.toISOString() }));
  throw new AppError('conflict', 'SLOT_TAKEN', { changes });
}

/** Holds whose time is up give back what they took before somebody else takes it; `lapse()` tells of them. */
async function lapseOn(tx: Tx, resourceIds: readonly string[]) {
  await tx.sql`
    UPDATE booking b SET state = 'lapsed', version = version + 1
     WHERE b.state = 'held' AND b.held_until <= ${tx.now} AND b.id IN (
       SELECT l.booking_id FROM booking_line l WHERE l.live AND l.resource_id = ANY (${[...resourceIds]}::uuid[]))`;
}
