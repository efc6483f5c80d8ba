import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { MODALITIES, type LineKind } from './plain.ts';

const TERMS: Partial<Record<LineKind, string>> = {
  specialty: 'clinicalSpecialties',
  disease: 'diseases',
  industry: 'industryCategories',
};

/** The labels of what a line is about, where a vocabulary has some: of its kind and code, in SQL. */
export function labelsOf(kind: Sql, code: Sql): Sql {
  return sql`(SELECT t.labels FROM term t
    WHERE (t.vocabulary = CASE ${kind} WHEN 'specialty' THEN 'clinicalSpecialties' WHEN 'disease' THEN 'diseases'
             WHEN 'industry' THEN 'industryCategories' WHEN 'outOfScope' THEN 'icdBlocks' END AND t.code = ${code})
       OR (${kind} = 'outOfScope' AND t.vocabulary = 'icdChapters' AND t.facts->>'range' = ${code})
    ORDER BY t.vocabulary DESC LIMIT 1)`;
}

/**
 * Whether a line of this kind can have this code: a term of its vocabulary, a language or country that
 * has a name, a block or whole chapter of ICD-10.
 */
export async function isKnown(tx: Tx, kind: LineKind, code: string): Promise<boolean> {
  if (kind === 'language') return /^[a-z]{2,3}$/.test(code) && hasName('language', code);
  if (kind === 'country') return /^[A-Z]{2}$/.test(code) && hasName('region', code);
  if (kind === 'modality') return (MODALITIES as readonly string[]).includes(code);
  const [row] =
    kind === 'outOfScope'
      ? await tx.sql`
          SELECT 1 FROM term WHERE (vocabulary = 'icdBlocks' AND code = ${code})
             OR (vocabulary = 'icdChapters' AND facts->>'range' = ${code}) LIMIT 1`
      : await tx.sql`SELECT 1 FROM term WHERE vocabulary = ${TERMS[kind]!} AND code = ${code}`;
  return row !== undefined;
}

function hasName(type: 'language' | 'region', code: string): boolean {
  const name = new Intl.DisplayNames(['en'], { type, fallback: 'none' }).of(code);
  return name !== undefined && name !== 'Unknown Region';
}
