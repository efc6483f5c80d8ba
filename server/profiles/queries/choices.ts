import { organisation } from '#server/membership/index.ts';
import { anywhere, sql, visible, type Sql } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import type { Labels } from '../history.ts';
import { ChoicesOf } from '../schemas.ts';

type Choice = { code: string; labels: Labels };

const VOCABULARIES = {
  department: 'clinicalSpecialties',
  specialty: 'clinicalSpecialties',
  disease: 'diseases',
  industry: 'industryCategories',
} as const;

/** What can still be entered of a kind: the terms of its vocabulary, and the codes that stand already. */
export const choices = query('profiles.choices', {
  summary:
    'What can still be entered of a kind of line, or as a department: terms with their labels, and which codes stand already. Languages, countries and modalities have no terms here.',
  input: ChoicesOf,
  subject: anywhere,
  gate: 'profile.write',
  async run({ input, actor, tx }) {
    const { rows: found } = await tx.query<{ id: string }>(sql`
      SELECT o.id FROM organisation o
       WHERE o.slug = ${input.slug} AND ${visible(actor, 'profile.write', organisation)}`);
    const orgId = found[0]?.id;
    if (!orgId) throw notFound();
    const { rows: standing } = await tx.query<{ code: string }>(
      input.of === 'department'
        ? sql`SELECT specialty AS code FROM department WHERE org_id = ${orgId}::uuid AND closed_at IS NULL`
        : sql`SELECT code FROM capability WHERE org_id = ${orgId}::uuid AND kind = ${input.of}`,
    );
    const taken = standing.map(({ code }) => code);
    const terms = termsOf(input.of);
    const { rows } = terms ? await tx.query<Choice>(terms) : { rows: [] };
    return { taken, choices: rows.filter(({ code }) => !taken.includes(code)) };
  },
});

function termsOf(of: string): Sql | null {
  if (of === 'outOfScope') {
    // A chapter before its blocks; one that is a single block stands once.
    return sql`SELECT DISTINCT ON (left(span, 3) COLLATE "C", right(span, 3) COLLATE "C") span AS code, labels
      FROM (SELECT coalesce(facts->>'range', code) AS span, labels, vocabulary FROM term
             WHERE vocabulary IN ('icdChapters', 'icdBlocks')) AS ranges
      ORDER BY left(span, 3) COLLATE "C", right(span, 3) COLLATE "C" DESC, vocabulary DESC`;
  }
  const vocabulary = VOCABULARIES[of as keyof typeof VOCABULARIES];
  if (!vocabulary) return null;
  return sql`SELECT code, labels FROM term WHERE vocabulary = ${vocabulary} ORDER BY position`;
}
