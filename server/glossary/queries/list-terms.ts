import { anywhere, mayAny, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { glossaryTerm, type TermRow } from '../access.ts';
import { List, OneTerm } from '../schemas.ts';

/** The glossary, or what of it has some words in any of its names and spellings. */
export const listTerms = query('glossary.list', {
  summary: 'The official names of ministries, organisations, programmes and certifications.',
  input: List,
  subject: anywhere,
  gate: 'glossary.view',
  async run({ input, actor, tx }) {
    return {
      find: input.find ?? '',
      terms: await readGlossary(tx, input.find),
      may: { write: mayAny(actor, 'glossary.write') },
    };
  },
});

export const term = query('glossary.term', {
  summary: 'One official name with the spellings that it should replace.',
  input: OneTerm,
  subject: glossaryTerm.of('termId'),
  gate: 'glossary.write',
  run: async ({ subject }) => subject,
});

async function readGlossary(tx: Tx, find?: string): Promise<TermRow[]> {
  const { rows } = await tx.query<TermRow>(sql`
    SELECT g.id, g.kind, g.names, g.also, g.version FROM glossary_term g
     WHERE ${find ? sql`strpos(search_fold(concat(search_texts(g.names), ' ', search_texts(g.also))), btrim(search_fold(${find}))) > 0` : sql`true`}
     ORDER BY g.kind, coalesce(nullif(g.names ->> 'ja', ''), g.names ->> 'en') COLLATE "ja-x-icu"`);
  return rows;
}
