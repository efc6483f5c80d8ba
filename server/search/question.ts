import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Question } from './gather.ts';
import type { Filters } from './schemas.ts';
import { lookUp, termsOf, type Term } from './terms.ts';

/**
 * What a person asks, as the index is asked: each word folded by the database itself, as the texts were.
 * Null where nothing can be looked for. The settings hold for this transaction: candidates are sorted in
 * memory, compiling a statement takes longer than running it, and what is read lies in memory, where a
 * page out of order costs no more than the next.
 */
export async function questionOf(tx: Tx, input: { q: string } & Filters): Promise<Question | null> {
  const words = termsOf(input.q);
  if (words.length === 0) return null;
  const { rows } = await tx.query<{ folded: string }>(sql`
    SELECT search_fold(word) AS folded, set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
           set_config('random_page_cost', '1.1', true)
      FROM unnest(${words}::text[]) WITH ORDINALITY AS asked(word, place) ORDER BY place`);
  const terms = rows.map(({ folded }) => lookUp(folded)).filter((term): term is Term => !!term);
  const { q: _, ...filters } = input;
  return terms.length > 0 ? { terms, filters, now: tx.now } : null;
}
