import { RESOURCE_COLUMNS, type Resource } from '#server/booking/index.ts';
import { noun, sql } from '#server/platform/access/access.ts';

/** A resource as the gate sees it. */
export type ResourceRow = Resource & { retiredAt: Date | null; version: number };

/** What is read of a resource `s`, in use or not. */
export const ROW_COLUMNS = sql`${RESOURCE_COLUMNS}, s.retired_at AS "retiredAt", s.version`;

/** What an organisation has that one can be booked for at a time. O: my organisation's. */
export const resource = noun<ResourceRow>('resource', {
  alias: 's',
  see: 'resource.view',
  async find(tx, id) {
    const { rows } = await tx.query<ResourceRow>(
      sql`SELECT ${ROW_COLUMNS} FROM resource s WHERE s.id = ${id}::uuid`,
    );
    return rows[0] ?? null;
  },
  relations: {
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`s.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid`,
    },
  },
});
