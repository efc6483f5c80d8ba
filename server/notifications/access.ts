import { noun, sql } from '#server/platform/access/access.ts';

export type NotificationRow = {
  id: string;
  personId: string;
  orgId: string;
  subjectKind: string;
  subjectId: string;
  facts: Record<string, string | number>;
};

/** S: what was written to me. */
export const notification = noun<NotificationRow>('notification', {
  alias: 'n',
  see: 'notification.view',
  async find(tx, id) {
    const [row] = await tx.sql<NotificationRow>`
      SELECT id, person_id AS "personId", org_id AS "orgId", subject_kind AS "subjectKind", subject_id AS "subjectId", facts
      FROM notification WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    S: {
      holds: (actor, row) => actor.personId === row.personId,
      rows: (actor) => sql`n.person_id = ${actor.personId}`,
      people: (row) => sql`m.person_id = ${row.personId}`,
    },
  },
});
