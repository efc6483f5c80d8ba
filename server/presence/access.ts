import { noun, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/** Somebody as one whose presence others may see. */
export type NearRow = {
  id: string;
  /** The organisations of this person, and those that work with one of them in a running project. */
  circle: string[];
  /** `person:organisation` of those on a running committee's roster with this person. */
  roster: string[];
  /** Those in a direct conversation with this person. */
  talkers: string[];
  /** Those who have blocked this person or were blocked by them. */
  blocks: string[];
};

const MEMBERSHIPS = sql`membership m JOIN organisation o ON o.id = m.org_id AND o.override IS NULL`;
/**
 * Organisations `own` and `theirs` meet in the running project `pr`: not in a committee, whose people
 * are named one by one, and in a desk only with those who lead it.
 */
const MEET = sql`project_member own
  JOIN project pr ON pr.id = own.project_id AND pr.ended_at IS NULL AND pr.privacy <> 'committee'
  JOIN project_member theirs ON theirs.project_id = pr.id AND theirs.left_at IS NULL
   AND (pr.privacy <> 'desk' OR pr.lead_org_id IN (own.org_id, theirs.org_id))`;
/** Seats `own` and `theirs` on the roster of one running committee. */
const SIT = sql`project_person own
  JOIN project pr ON pr.id = own.project_id AND pr.ended_at IS NULL AND pr.privacy = 'committee'
  JOIN project_person theirs ON theirs.project_id = pr.id AND theirs.left_at IS NULL`;
const TALK = sql`thread_person own
  JOIN thread_person theirs ON theirs.thread_id = own.thread_id AND theirs.left_at IS NULL`;

/**
 * M: somebody of my organisation, of one that mine works with in a running project, of a committee
 * that I sit in, or of a direct conversation of mine. Whoever has blocked me or is blocked by me is
 * no neighbour, and nobody is their own.
 */
export const neighbour = noun<NearRow>('neighbour', {
  alias: 'p',
  see: 'presence.view',
  async find(tx: Tx, id: string) {
    const { rows } = await tx.query<NearRow>(
      sql`SELECT p.id,
            ARRAY(SELECT m.org_id FROM ${MEMBERSHIPS} WHERE m.person_id = p.id AND m.ended_at IS NULL
                  UNION
                  SELECT theirs.org_id FROM ${MEMBERSHIPS}, ${MEET}
                   WHERE m.person_id = p.id AND m.ended_at IS NULL
                     AND own.org_id = m.org_id AND own.left_at IS NULL) AS circle,
            ARRAY(SELECT DISTINCT theirs.person_id || ':' || theirs.org_id FROM ${SIT}
                   WHERE own.person_id = p.id AND own.left_at IS NULL) AS roster,
            ARRAY(SELECT DISTINCT theirs.person_id FROM ${TALK}
                   WHERE own.person_id = p.id AND own.left_at IS NULL) AS talkers,
            ARRAY(SELECT b.blocked_id FROM person_block b WHERE b.person_id = p.id
                  UNION SELECT b.person_id FROM person_block b WHERE b.blocked_id = p.id) AS blocks
          FROM person p WHERE p.id = ${id} AND p.deactivated_at IS NULL`,
      'presence.findNeighbour',
    );
    return rows[0] ?? null;
  },
  relations: {
    M: {
      holds: ({ personId, orgId }, row) =>
        (orgId !== null && row.circle.includes(orgId)) ||
        row.roster.includes(`${personId}:${orgId}`) ||
        row.talkers.includes(personId ?? ''),
      rows: ({ personId, orgId }) => sql`(
        EXISTS (SELECT 1 FROM ${MEMBERSHIPS}
          WHERE m.person_id = p.id AND m.ended_at IS NULL AND (m.org_id = ${orgId}::uuid OR EXISTS (
            SELECT 1 FROM ${MEET}
             WHERE own.org_id = ${orgId}::uuid AND own.left_at IS NULL AND theirs.org_id = m.org_id)))
        OR EXISTS (SELECT 1 FROM ${SIT}
          WHERE own.person_id = ${personId}::uuid AND own.org_id = ${orgId}::uuid
            AND own.left_at IS NULL AND theirs.person_id = p.id)
        OR EXISTS (SELECT 1 FROM ${TALK}
          WHERE own.person_id = ${personId}::uuid AND own.left_at IS NULL
            AND theirs.person_id = p.id))`,
      people: (row) => sql`(o.id = ANY (${row.circle}::uuid[])
        OR m.person_id || ':' || m.org_id = ANY (${row.roster}::text[])
        OR m.person_id = ANY (${row.talkers}::uuid[]))`,
    },
  },
  within: {
    holds: ({ personId }, row) => row.id !== personId && !row.blocks.includes(personId ?? ''),
    rows: ({ personId }) => sql`p.id <> ${personId}::uuid AND p.deactivated_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM person_block b
        WHERE (b.person_id = p.id AND b.blocked_id = ${personId}::uuid)
           OR (b.blocked_id = p.id AND b.person_id = ${personId}::uuid))`,
    people: (row) => sql`(m.person_id <> ${row.id}::uuid
      AND m.person_id <> ALL (${row.blocks}::uuid[]))`,
  },
});
