import type { OpeningHours, ResourceKind, Label } from '#server/booking/index.ts';
import { noun, sql } from '#server/platform/access/access.ts';

/** A resource as the gate sees it. */
export type ResourceRow = {
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
  retiredAt: Date | null;
  version: number;
};

/** What an organisation has that one can be booked for at a time. O: my organisation's. */
export const resource = noun<ResourceRow>('resource', {
  alias: 's',
  see: 'resource.view',
  async find(tx, id) {
    const [row] = await tx.sql<ResourceRow>`
      SELECT id, org_id AS "orgId", kind, code, name, time_zone AS "timeZone", hours, holidays,
             before_minutes AS "beforeMinutes", after_minutes AS "afterMinutes", retired_at AS "retiredAt", version
        FROM resource WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`s.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid`,
    },
  },
});
