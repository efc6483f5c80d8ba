import { audience, noun, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/** Somebody as an addressee of direct messages. */
export type ContactRow = {
  id: string;
  /** Belongs to an organisation whose people may write in threads; others could not answer. */
  reachable: boolean;
  /** Is of the secretariat, which everybody may write to. */
  desk: boolean;
  /** The organisations of this person, and those that share a running project with one of them. */
  circle: string[];
};

/** Who may write in a thread that they take part in: read from the matrix, not said again. */
const anyThread = noun<object>('anyThread', {
  alias: 'x',
  see: 'thread.view',
  find: async () => null,
  relations: { M: { holds: () => true, rows: () => sql`true`, people: () => sql`true` } },
});
const MAY_WRITE = audience('thread.post', anyThread, {});

const MEMBERSHIPS = sql`membership m JOIN organisation o ON o.id = m.org_id AND o.override IS NULL`;

/**
 * P: a member, for those who may know how to reach members. M: somebody of the secretariat, of my own
 * organisation, or of one that shares a running project with it. Nobody is their own addressee.
 */
export const contact = noun<ContactRow>('contact', {
  alias: 'p',
  see: 'direct.start',
  async find(tx: Tx, id: string) {
    const { rows } = await tx.query<ContactRow>(
      sql`SELECT p.id,
            EXISTS (SELECT 1 FROM ${MEMBERSHIPS}
              WHERE m.person_id = p.id AND m.ended_at IS NULL AND ${MAY_WRITE}) AS reachable,
            EXISTS (SELECT 1 FROM ${MEMBERSHIPS}
              WHERE m.person_id = p.id AND m.ended_at IS NULL AND o.kind = 'secretariat') AS desk,
            ARRAY(SELECT m.org_id FROM ${MEMBERSHIPS} WHERE m.person_id = p.id AND m.ended_at IS NULL
                  UNION
                  SELECT theirs.org_id FROM ${MEMBERSHIPS}
                    JOIN project_member own ON own.org_id = o.id AND own.left_at IS NULL
                    JOIN project pr ON pr.id = own.project_id AND pr.ended_at IS NULL
                    JOIN project_member theirs ON theirs.project_id = pr.id AND theirs.left_at IS NULL
                   WHERE m.person_id = p.id AND m.ended_at IS NULL) AS circle
          FROM person p WHERE p.id = ${id} AND p.deactivated_at IS NULL`,
      'direct.findContact',
    );
    return rows[0] ?? null;
  },
  relations: {
    P: { holds: () => true, rows: () => sql`true`, people: () => sql`true` },
    M: {
      holds: (actor, row) => row.desk || (actor.orgId !== null && row.circle.includes(actor.orgId)),
      rows: (actor) => sql`EXISTS (SELECT 1 FROM ${MEMBERSHIPS}
        WHERE m.person_id = p.id AND m.ended_at IS NULL
          AND (o.kind = 'secretariat' OR o.id = ${actor.orgId}::uuid OR EXISTS (
            SELECT 1 FROM project_member own
              JOIN project pr ON pr.id = own.project_id AND pr.ended_at IS NULL
              JOIN project_member theirs ON theirs.project_id = pr.id AND theirs.left_at IS NULL
             WHERE own.org_id = ${actor.orgId}::uuid AND own.left_at IS NULL
               AND theirs.org_id = o.id)))`,
      people: (row) => sql`(${row.desk}::boolean OR o.id = ANY (${row.circle}::uuid[]))`,
    },
  },
  within: {
    holds: (actor, row) => row.reachable && row.id !== actor.personId,
    rows: (actor) => sql`p.id <> ${actor.personId}::uuid AND p.deactivated_at IS NULL
      AND EXISTS (SELECT 1 FROM ${MEMBERSHIPS}
        WHERE m.person_id = p.id AND m.ended_at IS NULL AND ${MAY_WRITE})`,
    people: (row) => sql`(${row.reachable}::boolean AND m.person_id <> ${row.id}::uuid)`,
  },
});
