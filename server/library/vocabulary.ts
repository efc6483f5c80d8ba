import type { Tx } from '#server/platform/database/transaction.ts';

/** A text in some of the forum's languages. */
export type Label = Partial<Record<'ja' | 'en' | 'zh' | 'ko', string | null>>;
export type Term = { code: string; position: number; labels: Label };

/** The terms of some vocabularies, by vocabulary and code. */
export async function termsOf(
  tx: Tx,
  vocabularies: readonly string[],
): Promise<Map<string, Map<string, Term>>> {
  const rows = await tx.sql<Term & { vocabulary: string }>`
    SELECT vocabulary, code, position, labels FROM term
     WHERE vocabulary = ANY (${[...vocabularies]}) ORDER BY vocabulary, position`;
  const found = new Map<string, Map<string, Term>>();
  for (const { vocabulary, ...term } of rows) {
    if (!found.has(vocabulary)) found.set(vocabulary, new Map());
    found.get(vocabulary)!.set(term.code, term);
  }
  return found;
}
