import { anywhere, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { AUTHOR_JSON, ORG_JSON } from '#server/discussions/index.ts';
import type { AuthorView, OrgView } from '#server/discussions/views.ts';
import { Nothing } from '../schemas.ts';

export type ProxyLine = {
  id: string;
  org: OrgView;
  toPerson: AuthorView | null;
  toOrg: OrgView | null;
  givenBy: AuthorView;
  startsAt: string;
  endsAt: string;
  revoked: boolean;
  /** Lent by the organisation one acts for. */
  given: boolean;
};

/** The votes that the acting organisation lent, and those that were lent to it or to the caller. */
export const listProxies = query('decisions.listProxies', {
  summary: 'Votes lent by the acting organisation and to it, with those who can be lent one.',
  input: Nothing,
  subject: anywhere,
  gate: 'thread.view',
  async run({ actor, tx }) {
    const { rows } = await tx.query<
      Omit<ProxyLine, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date }
    >(
      sql`SELECT px.id, (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = px.org_id) AS org,
                 (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = px.to_person_id) AS "toPerson",
                 (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = px.to_org_id) AS "toOrg",
                 (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = px.given_by) AS "givenBy",
                 px.starts_at AS "startsAt", px.ends_at AS "endsAt", px.revoked_at IS NOT NULL AS revoked,
                 px.org_id = ${actor.orgId}::uuid AS given
            FROM vote_proxy px
           WHERE ${actor.orgId}::uuid IN (px.org_id, px.to_org_id) OR px.to_person_id = ${actor.personId}::uuid
           ORDER BY px.revoked_at IS NOT NULL, px.ends_at DESC LIMIT 100`,
    );
    const { rows: colleagues } = await tx.query<{ author: AuthorView }>(
      sql`SELECT ${AUTHOR_JSON} AS author FROM membership m
            JOIN person a ON a.id = m.person_id AND a.deactivated_at IS NULL
           WHERE m.org_id = ${actor.orgId}::uuid AND m.ended_at IS NULL AND a.id <> ${actor.personId}::uuid
           ORDER BY a.family_name, a.given_name LIMIT 200`,
    );
    const { rows: orgs } = await tx.query<{ org: OrgView }>(
      sql`SELECT DISTINCT ON (o.slug) ${ORG_JSON}::jsonb AS org FROM project_member mine
            JOIN project_member theirs ON theirs.project_id = mine.project_id AND theirs.left_at IS NULL
            JOIN project space ON space.id = mine.project_id AND space.privacy <> 'desk'
            JOIN organisation o ON o.id = theirs.org_id AND o.override IS NULL
           WHERE mine.org_id = ${actor.orgId}::uuid AND mine.left_at IS NULL AND o.id <> ${actor.orgId}::uuid
           ORDER BY o.slug LIMIT 200`,
    );
    return {
      now: tx.now.toISOString(),
      orgId: actor.orgId!,
      mayLend: actor.roles.includes('representative'),
      proxies: rows.map((row): ProxyLine => ({
        ...row,
        startsAt: row.startsAt.toISOString(),
        endsAt: row.endsAt.toISOString(),
      })),
      colleagues: colleagues.map((row) => row.author),
      orgs: orgs.map((row) => row.org),
    };
  },
});
