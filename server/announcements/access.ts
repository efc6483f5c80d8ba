import { noun, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Words } from './schemas.ts';

export type AnnouncementRow = {
  id: string;
  title: Words;
  body: Words;
  audience: string[];
  important: boolean;
  version: number;
  withdrawnAt: Date | null;
};

/** For everybody, or for the kind of organisation that I act for; withdrawn ones are for nobody. */
const FOR_ME = {
  holds: (actor: Actor, row: AnnouncementRow) =>
    actor.orgKind !== null &&
    row.withdrawnAt === null &&
    (row.audience.length === 0 || row.audience.includes(actor.orgKind)),
  rows: (actor: Actor) =>
    sql`(${actor.orgKind !== null}::boolean AND an.withdrawn_at IS NULL
         AND (cardinality(an.audience) = 0 OR ${actor.orgKind ?? ''}::text = ANY (an.audience)))`,
  people: (row: AnnouncementRow) =>
    sql`(${row.withdrawnAt === null}::boolean
         AND (${row.audience.length === 0}::boolean OR o.kind = ANY (${row.audience}::text[])))`,
};

/** An announcement. P: it is for the kind of organisation I act for, and was not withdrawn. */
export const announcement = noun<AnnouncementRow>('announcement', {
  alias: 'an',
  see: 'news.view',
  async find(tx, id) {
    const [row] = await tx.sql<AnnouncementRow>`
      SELECT id, title, body, audience, important, version, withdrawn_at AS "withdrawnAt"
        FROM announcement WHERE id = ${id}`;
    return row ?? null;
  },
  relations: { P: FOR_ME },
});

/** Announcements that are for the caller. The secretariat may see every one; not every one is for it. */
export function forMe(actor: Actor): Sql {
  return FOR_ME.rows(actor);
}

/** The memberships that an announcement is for. */
export function addressed(row: AnnouncementRow): Sql {
  return FOR_ME.people(row);
}
