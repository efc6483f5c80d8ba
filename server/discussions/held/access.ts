import { noun, sql } from '#server/platform/access/access.ts';

export type HeldState = 'waiting' | 'released' | 'refused' | 'withdrawn';

export type HeldRow = {
  id: string;
  projectId: string;
  /** Where it opens a thread (then it has a title), the id that this will have. */
  threadId: string;
  title: string | null;
  authorId: string;
  /** The organisation that its author acts for. */
  orgId: string;
  state: HeldState;
};

/** Somebody's first post, while the secretariat has not read it. S: I wrote it for the organisation I act for. */
export const held = noun<HeldRow>('held', {
  alias: 'hp',
  see: 'held.view',
  async find(tx, id) {
    const [row] = await tx.sql<HeldRow>`
      SELECT id, project_id AS "projectId", thread_id AS "threadId", title, author_id AS "authorId",
             org_id AS "orgId", state FROM held_post WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    S: {
      holds: (actor, row) => row.authorId === actor.personId && row.orgId === actor.orgId,
      rows: (actor) =>
        sql`hp.author_id = ${actor.personId}::uuid AND hp.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.person_id = ${row.authorId}::uuid AND o.id = ${row.orgId}::uuid`,
    },
  },
});
