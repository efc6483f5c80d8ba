import { noun, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/** An organisation as the gate sees it. */
export type OrganisationRow = { id: string; slug: string; kind: string; listed: boolean };

/** A person as the gate sees them: the organisations they belong to now. */
export type PersonRow = { id: string; orgIds: string[] };

/** P: every organisation in good standing is known to its audience. O: my own organisation. */
export const organisation = noun<OrganisationRow>('organisation', {
  alias: 'o',
  see: 'org.viewPublic',
  async find(tx: Tx, id: string) {
    const [row] = await tx.sql<OrganisationRow>`
      SELECT id, slug, kind, override IS NULL AS listed FROM organisation WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    P: {
      holds: (_actor, row) => row.listed,
      rows: () => sql`o.override IS NULL`,
      people: (row) => sql`${row.listed}::boolean`,
    },
    O: {
      holds: (actor, row) => actor.orgId === row.id,
      rows: (actor) => sql`o.id = ${actor.orgId}`,
      people: (row) => sql`m.org_id = ${row.id}`,
    },
  },
});

/** S: myself. O: somebody of the organisation I act for. */
export const person = noun<PersonRow>('person', {
  alias: 'p',
  see: 'user.viewOrg',
  async find(tx: Tx, id: string) {
    const [row] = await tx.sql<PersonRow>`
      SELECT p.id, coalesce(array_agg(m.org_id) FILTER (WHERE m.org_id IS NOT NULL), '{}') AS "orgIds"
      FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.ended_at IS NULL
      WHERE p.id = ${id} AND p.deactivated_at IS NULL GROUP BY p.id`;
    return row ?? null;
  },
  relations: {
    S: {
      holds: (actor, row) => actor.personId === row.id,
      rows: (actor) => sql`p.id = ${actor.personId}`,
      people: (row) => sql`m.person_id = ${row.id}`,
    },
    O: {
      holds: (actor, row) => actor.orgId !== null && row.orgIds.includes(actor.orgId),
      rows: (actor) => sql`EXISTS (SELECT 1 FROM membership mine
        WHERE mine.person_id = p.id AND mine.org_id = ${actor.orgId} AND mine.ended_at IS NULL)`,
      people: (row) => sql`m.org_id = ANY (${row.orgIds})`,
    },
  },
});

/** The caller themselves, as a subject for acts on one's own account. */
export const myself = {
  noun: person,
  pick: (_input: unknown, actor: { personId: string | null }) => actor.personId,
  anywhere: false,
} as const;
