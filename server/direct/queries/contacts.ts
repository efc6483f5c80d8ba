import { anywhere, sql, visible, type Sql } from '#server/platform/access/access.ts';
import { ORG_JSON, type AuthorView, type OrgView } from '#server/discussions/index.ts';
import type { Label } from '#server/discussions/views.ts';
import { query } from '#server/platform/use-case.ts';
import { contact } from '../access.ts';
import { Contacts } from '../schemas.ts';

const LISTED = 30;

export type ContactLine = AuthorView & {
  reading: string | null;
  hue: number;
  org: OrgView | null;
  title: Label | null;
  /** The conversation that one has with them already. */
  threadId: string | null;
  blocked: boolean;
};

/** Whom one may write to: those one wrote with last come first, then by name. */
export const contacts = query('direct.contacts', {
  summary: 'People the caller may write to, by name or organisation.',
  input: Contacts,
  subject: anywhere,
  gate: 'direct.start',
  limit: { points: 120, seconds: 60 },
  async run({ input, actor, tx }) {
    const chosen = input.chosen ?? [];
    const { rows } = await tx.query<
      ContactLine & { chosen: boolean; fits: boolean; place: number }
    >(sql`
      SELECT p.id, p.family_name AS "familyName", p.given_name AS "givenName",
             p.name_lang AS "nameLang", p.latin_name AS "latinName", p.hue,
             nullif(concat_ws(' ', p.family_reading, p.given_reading), '') AS reading,
             best.org, best.title, talk.id AS "threadId", p.id = ANY (${chosen}::uuid[]) AS chosen,
             (${matches(input.q)}) AS fits,
             row_number() OVER (ORDER BY talk.last_post_at DESC NULLS LAST,
               coalesce(p.family_reading, p.latin_name, p.family_name) COLLATE "ja-x-icu", p.id)::int AS place,
             EXISTS (SELECT 1 FROM person_block b
               WHERE b.person_id = ${actor.personId}::uuid AND b.blocked_id = p.id) AS blocked
        FROM person p
        LEFT JOIN LATERAL (
          SELECT ${ORG_JSON} AS org, m.title, o.name::text || o.short_name::text AS words FROM membership m
            JOIN organisation o ON o.id = m.org_id AND o.override IS NULL
           WHERE m.person_id = p.id AND m.ended_at IS NULL
           ORDER BY m.started_at, m.id LIMIT 1) best ON true
        LEFT JOIN thread talk ON talk.pair_key = least(p.id, ${actor.personId}::uuid)::text || ':'
          || greatest(p.id, ${actor.personId}::uuid)::text
       WHERE ${visible(actor, 'direct.start', contact)}
         AND (p.id = ANY (${chosen}::uuid[]) OR ${matches(input.q)})
       ORDER BY chosen DESC, place
       LIMIT ${LISTED + chosen.length + 1}`);
    const people = rows.map(({ chosen: _, fits: __, place: ___, ...person }) => person);
    const found = rows.flatMap((row, i) => (row.fits ? [{ at: row.place, ...people[i]! }] : []));
    const inOrder = found.toSorted((a, b) => a.at - b.at).map(({ at: _, ...person }) => person);
    return {
      chosen: people.filter((_, i) => rows[i]!.chosen),
      // Those who are chosen stay in their place among those found.
      found: inOrder.slice(0, LISTED),
      more: inOrder.length > LISTED,
    };
  },
});

/** Every word somewhere in the names of the person or of the organisation. */
function matches(q: string | undefined): Sql {
  const words = (q ?? '').normalize('NFKC').split(/\s+/).filter(Boolean).slice(0, 6);
  return words.reduce(
    (all, word) => {
      const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      return sql`${all} AND concat_ws(' ', p.family_name || p.given_name, p.given_name, p.latin_name,
      p.family_reading, p.given_reading, best.words) ILIKE ${like}`;
    },
    sql`true`,
  );
}
