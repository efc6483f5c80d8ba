import { noun, sql } from '#server/platform/access/access.ts';

export type DigestRow = { id: string; slug: string; isPublic: boolean };

/**
 * What a project shows outside the forum: its aim and who takes part, and nothing of what is written
 * in it. P: whoever leads it has made it public.
 */
export const digest = noun<DigestRow>('digest', {
  alias: 'pr',
  see: 'project.digest',
  async find(tx, slug) {
    const [row] = await tx.sql<DigestRow>`
      SELECT id, slug, privacy = 'public' AS "isPublic" FROM project WHERE slug = ${slug}`;
    return row ?? null;
  },
  relations: {
    P: {
      holds: (_actor, row) => row.isPublic,
      rows: () => sql`pr.privacy = 'public'`,
      people: (row) => sql`${row.isPublic}::boolean`,
    },
  },
});
