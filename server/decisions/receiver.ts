import { noun, sql } from '#server/platform/access/access.ts';

type ReceiverRow = { id: string; orgIds: string[] };

/** Somebody who can be lent a vote. M: they belong to the organisation one acts for. */
export const receiver = noun<ReceiverRow>('receiver', {
  alias: 'p',
  see: 'thread.view',
  async find(tx, id) {
    const [row] = await tx.sql<ReceiverRow>`
      SELECT p.id, array_agg(m.org_id) AS "orgIds"
        FROM person p JOIN membership m ON m.person_id = p.id AND m.ended_at IS NULL
       WHERE p.id = ${id} AND p.deactivated_at IS NULL GROUP BY p.id`;
    return row ?? null;
  },
  relations: {
    M: {
      holds: (actor, row) => actor.orgId !== null && row.orgIds.includes(actor.orgId),
      rows: (actor) => sql`p.deactivated_at IS NULL AND EXISTS (SELECT 1 FROM membership colleague
        WHERE colleague.person_id = p.id AND colleague.org_id = ${actor.orgId}::uuid AND colleague.ended_at IS NULL)`,
      people: (row) => sql`m.org_id = ANY (${row.orgIds}::uuid[])`,
    },
  },
});
