import { organisation } from '#server/membership/index.ts';
import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import type { DepartmentFacts, Labels, LineFacts } from '../history.ts';
import type { ProfileAct } from '../plain.ts';
import { HistoryOf } from '../schemas.ts';
import { labelsOf } from '../vocabulary.ts';

const MOST = 40;

type Change = {
  id: string;
  act: ProfileAct;
  at: Date;
  by: string;
  byLang: string;
  /** Somebody of the secretariat did it for the organisation. */
  byDesk: boolean;
  /** What a line is about, where a vocabulary says so. */
  labels: Labels | null;
} & (
  | { about: 'department'; before: DepartmentFacts | null; after: DepartmentFacts | null }
  | { about: 'line'; before: LineFacts | null; after: LineFacts | null }
);

/** What became of a profile, the newest first: who, when, before and after. */
export const history = query('profiles.history', {
  summary:
    'The changes to an organisation’s departments and capability lines: who, when, before and after',
  input: HistoryOf,
  subject: anywhere,
  gate: 'profile.view',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<{ id: string; slug: string; name: Labels }>(sql`
      SELECT o.id, o.slug, o.short_name AS name FROM organisation o
       WHERE o.slug = ${input.slug} AND ${visible(actor, 'profile.view', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const facts = sql`coalesce(h.after, h.before)`;
    const { rows: changes } = await tx.query<Change>(sql`
      SELECT h.id, h.about, h.act, h.before, h.after, h.at, p.name_lang AS "byLang",
             trim(p.family_name || ' ' || p.given_name) AS by, h.by_org_id <> h.org_id AS "byDesk",
             ${labelsOf(sql`(${facts}->>'kind')`, sql`(${facts}->>'code')`)} AS labels
        FROM profile_change h JOIN person p ON p.id = h.by_id
       WHERE h.org_id = ${found.id}::uuid AND h.id < coalesce(${input.before ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
       ORDER BY h.id DESC LIMIT ${MOST + 1}`);
    const shown = changes.slice(0, MOST);
    return {
      organisation: found,
      changes: shown.map((one) => ({ ...one, at: one.at.toISOString() })),
      /** Where the earlier ones begin; null where there are none. */
      earlier: changes.length > MOST ? shown.at(-1)!.id : null,
    };
  },
});
