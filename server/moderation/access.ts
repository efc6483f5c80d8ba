import { noun, sql } from '#server/platform/access/access.ts';
import type { Outcome } from './schemas.ts';

export type ReportRow = {
  id: string;
  postId: string;
  threadId: string;
  authorId: string;
  reporterId: string;
  state: 'open' | 'decided';
  claimedBy: string | null;
  outcome: Outcome | null;
};

/** Something was done about the post: then its author learns of the decision, not of the reporter. */
const ACTED_ON = sql`rp.outcome IN ('removed', 'warned', 'barred')`;

/**
 * A report of a post. S: made by me. M: about a post of mine, and something was done about it. O: I am
 * of the secretariat and did not write the post: nobody judges their own words.
 */
export const report = noun<ReportRow>('report', {
  alias: 'rp',
  see: 'report.view',
  async find(tx, id) {
    const [row] = await tx.sql<ReportRow>`
      SELECT id, post_id AS "postId", thread_id AS "threadId", author_id AS "authorId",
             reporter_id AS "reporterId", state, claimed_by AS "claimedBy", outcome
        FROM report WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    S: {
      holds: (actor, row) => row.reporterId === actor.personId,
      rows: (actor) => sql`rp.reporter_id = ${actor.personId}::uuid`,
      people: (row) => sql`m.person_id = ${row.reporterId}::uuid`,
    },
    M: {
      holds: (actor, row) => row.authorId === actor.personId && isActedOn(row),
      rows: (actor) => sql`rp.author_id = ${actor.personId}::uuid AND ${ACTED_ON}`,
      people: (row) => sql`(${isActedOn(row)}::boolean AND m.person_id = ${row.authorId}::uuid)`,
    },
    O: {
      holds: (actor, row) => actor.orgKind === 'secretariat' && row.authorId !== actor.personId,
      rows: (actor) =>
        sql`(${actor.orgKind === 'secretariat'}::boolean AND rp.author_id <> ${actor.personId}::uuid)`,
      people: (row) => sql`o.kind = 'secretariat' AND m.person_id <> ${row.authorId}::uuid`,
    },
  },
});

function isActedOn({ outcome }: ReportRow): boolean {
  return outcome !== null && outcome !== 'none';
}
