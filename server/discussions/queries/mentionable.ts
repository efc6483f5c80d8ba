import { audience, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { membershipsOf } from '../mentions.ts';
import { AUTHOR_JSON, ORG_JSON } from '../reading.ts';
import { HELD_ROLES } from '../rules.ts';
import { Mentionable, MENTION_ROLES, type MentionRole } from '../schemas.ts';
import type { AuthorView, OrgView } from '../views.ts';

const LISTED = 8;

type Answer = {
  people: (AuthorView & { org: OrgView })[];
  orgs: OrgView[];
  roles: string[];
};

/**
 * Whom one can call in a thread by a part of their name: only those who may see it. Names are found
 * in each of their writings: as the person writes it, its reading, Latin letters.
 */
export const mentionable = query('discussions.mentionable', {
  summary: 'People, organisations and roles of a thread that can be mentioned.',
  input: Mentionable,
  subject: thread.of('threadId'),
  gate: 'thread.post',
  limit: { points: 240, seconds: 60 },
  async run({ input, subject, actor, tx }) {
    const words = `%${input.q
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')
      .replace(/\s+/g, '%')}%`;
    const { rows } = await tx.query<Answer>(
      sql`WITH seeing AS (
            SELECT DISTINCT ON (m.person_id, m.org_id) m.person_id, m.org_id, m.roles
              FROM ${membershipsOf(audience('thread.view', thread, subject))} ORDER BY m.person_id, m.org_id)
          SELECT (SELECT coalesce(json_agg(found.one), '[]') FROM (
                    SELECT ${AUTHOR_JSON}::jsonb || jsonb_build_object('org', ${ORG_JSON}) AS one
                      FROM (SELECT DISTINCT ON (person_id) * FROM seeing
                             ORDER BY person_id, org_id = ANY (${subject.orgIds}::uuid[]) DESC) s
                      JOIN person a ON a.id = s.person_id JOIN organisation o ON o.id = s.org_id
                     WHERE a.id <> ${actor.personId}::uuid
                       AND lower(normalize(concat_ws(' ', a.family_name || a.given_name, a.given_name,
                             a.family_name, a.given_name, a.family_reading || a.given_reading,
                             a.latin_name, o.short_name->>'ja', o.short_name->>'en'), NFKC)) LIKE ${words}
                     ORDER BY s.org_id = ANY (${subject.orgIds}::uuid[]) DESC,
                              coalesce(a.family_reading, a.family_name), a.id LIMIT ${LISTED}) found) AS people,
                 (SELECT coalesce(json_agg(found.one), '[]') FROM (
                    SELECT ${ORG_JSON} AS one FROM organisation o
                     WHERE o.id IN (SELECT org_id FROM seeing)
                       AND (o.id = ANY (${subject.orgIds}::uuid[]) OR o.kind = 'secretariat')
                       AND lower(normalize(concat_ws(' ', o.name::text, o.short_name::text), NFKC)) LIKE ${words}
                     ORDER BY o.slug LIMIT ${LISTED}) found) AS orgs,
                 ARRAY(SELECT DISTINCT unnest(roles) FROM seeing) AS roles`,
    );
    const { people, orgs, roles: held } = rows[0]!;
    const roles: MentionRole[] = MENTION_ROLES.filter((role) =>
      HELD_ROLES[role].some((one) => held.includes(one)),
    );
    return { people, orgs, roles };
  },
});
