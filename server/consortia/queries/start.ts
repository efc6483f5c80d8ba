import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { factsOf, libraryItem } from '#server/library/index.ts';
import { Start, type Label } from '../schemas.ts';

type Terms = { code: string; labels: Label }[];

/** What the form of a new application offers: programmes, and words for a new project. */
export const start = query('consortia.start', {
  summary:
    'The programmes that one can apply to, and what the form of a new application offers; with a programme its stated conditions.',
  input: Start,
  subject: anywhere,
  gate: 'consortium.create',
  async run({ input, actor, tx }) {
    const { rows: programmes } = await tx.query<{
      id: string;
      slug: string;
      title: Label;
      country: string;
    }>(sql`
      SELECT l.id, l.slug, l.title, sp.country FROM library_item l JOIN support_programme sp ON sp.item_id = l.id
       WHERE ${visible(actor, 'library.view', libraryItem)} ORDER BY sp.country = 'JP' DESC, sp.country, l.slug`);
    const chosen = programmes.find((one) => one.slug === input.programme) ?? null;
    if (input.programme && !chosen) throw notFound();
    const [terms] = await tx.sql<{ directions: Terms; fields: Terms }>`
      SELECT (SELECT json_agg(json_build_object('code', code, 'labels', labels) ORDER BY position)
                FROM term WHERE vocabulary = 'projectDirections') AS directions,
             (SELECT json_agg(json_build_object('code', code, 'labels', labels) ORDER BY position)
                FROM term WHERE vocabulary = 'industryCategories') AS fields`;
    return {
      programmes: programmes.map(({ slug, title, country }) => ({ slug, title, country })),
      programme: chosen && { slug: chosen.slug, title: chosen.title },
      facts: chosen ? await factsOf(tx, chosen.id) : [],
      project: input.project ? await projectOf(tx, actor, input.project) : null,
      ...terms!,
    };
  },
});

/** The project to apply for, if the caller leads it. */
async function projectOf(tx: Tx, actor: Actor, slug: string) {
  const { rows } = await tx.query<{ id: string; slug: string; title: Label }>(sql`
    SELECT pr.id, pr.slug, pr.title FROM project pr
     WHERE pr.slug = ${slug} AND ${visible(actor, 'project.write', project)}`);
  if (!rows[0]) throw notFound();
  return rows[0];
}
