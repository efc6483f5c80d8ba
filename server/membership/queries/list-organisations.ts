import { anywhere, mayAny, sql, visible } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { organisation } from '../access.ts';
import { accepts } from '../capacity-rows.ts';
import { ListOrganisations } from '../schemas.ts';

export type OrganisationLine = {
  id: string;
  slug: string;
  kind: string;
  name: Record<string, string>;
  reading: string | null;
  monogram: string;
  hue: number;
  country: string;
  city: Record<string, string> | null;
  certifications: string[];
  departments: number;
  /** Departments that take on new patients now. */
  accepting: number;
  /** The first lines of its capability profile. */
  strengths: { kind: string; code: string }[];
};

/** What of a capability profile says most about an organisation in a list. */
const STRENGTHS = ['specialty', 'disease', 'industry'] as const;

/** The directory: organisations the caller may know of, in the order of the caller's language. */
export const listOrganisations = query('membership.listOrganisations', {
  input: ListOrganisations,
  subject: anywhere,
  gate: 'org.viewMember',
  summary: 'The directory of organisations',
  async run({ input, actor, tx }) {
    const today = dayInJapan(tx.now);
    const mine = visible(actor, 'org.viewMember', organisation);
    const kind = input.kind ? sql`o.kind = ${input.kind}` : sql`true`;
    const country = input.country ? sql`o.country = ${input.country}` : sql`true`;
    const text = input.q ? matches(input.q) : sql`true`;
    const { rows: organisations } = await tx.query<OrganisationLine>(sql`
      SELECT o.id, o.slug, o.kind, o.name, o.reading, o.monogram, o.hue, o.country, o.city,
        ARRAY(SELECT c.kind FROM certification c WHERE c.org_id = o.id AND c.valid_from <= ${tx.now}::date
              AND (c.valid_to IS NULL OR c.valid_to >= ${tx.now}::date) ORDER BY c.kind) AS certifications,
        (SELECT count(*)::int FROM department d WHERE d.org_id = o.id AND d.closed_at IS NULL) AS departments,
        (SELECT count(*)::int FROM department d WHERE d.org_id = o.id AND ${accepts(today)}) AS accepting,
        ARRAY(SELECT jsonb_build_object('kind', c.kind, 'code', c.code) FROM capability c
              WHERE c.org_id = o.id AND c.kind = ANY (${[...STRENGTHS]}) ORDER BY c.kind, c.code LIMIT 3) AS strengths
      FROM organisation o WHERE ${mine} AND ${kind} AND ${country} AND ${text}
      ORDER BY ${inOrder(actor.lang)} COLLATE "ja-x-icu", o.id LIMIT 500`);
    const { rows: counts } = await tx.query<{ kind: string; count: number }>(sql`
      SELECT o.kind, count(*)::int AS count FROM organisation o WHERE ${mine} AND ${country} AND ${text} GROUP BY o.kind`);
    const { rows: countries } = await tx.query<{ code: string; count: number }>(sql`
      SELECT o.country AS code, count(*)::int AS count FROM organisation o WHERE ${mine} AND ${kind} AND ${text}
      GROUP BY o.country ORDER BY count DESC, o.country`);
    return {
      organisations,
      counts: Object.fromEntries(counts.map((row) => [row.kind, row.count])),
      countries,
      /** Keeps the certifications of all. */
      certifies: mayAny(actor, 'certification.write'),
    };
  },
});

/** Japanese goes by readings, every other language by the name that it shows. */
function inOrder(lang: Language) {
  if (lang === 'ja') return sql`coalesce(o.reading, o.name->>'ja', o.name->>'en')`;
  return sql`coalesce(o.name->>${lang}, o.name->>'en')`;
}

function matches(q: string) {
  const like = `%${q.normalize('NFKC').replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(o.name::text ILIKE ${like} OR o.reading ILIKE ${like} OR o.short_name::text ILIKE ${like})`;
}
