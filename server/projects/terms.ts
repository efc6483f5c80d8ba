import { invalid, type Issue } from '#server/platform/errors.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

type Described = {
  direction: string;
  stage: string;
  fields: string[];
  countries: string[];
};

/** Refuses words that stand in no vocabulary. */
export async function requireTerms(
  tx: Tx,
  { direction, stage, fields, countries }: Described,
): Promise<void> {
  const known = await tx.sql<{ vocabulary: string; code: string }>`
    SELECT vocabulary, code FROM term
     WHERE (vocabulary, code) IN (('projectDirections', ${direction}), ('projectStages', ${stage}))
        OR vocabulary = 'industryCategories' AND code = ANY (${fields})`;
  const has = (vocabulary: string, code: string) =>
    known.some((term) => term.vocabulary === vocabulary && term.code === code);
  const issues: Issue[] = [
    ...(has('projectDirections', direction) ? [] : ['direction']),
    ...(has('projectStages', stage) ? [] : ['stage']),
    ...(fields.every((field) => has('industryCategories', field)) ? [] : ['fields']),
    ...(countries.every(isCountry) ? [] : ['countries']),
  ].map((path) => ({ path, message: 'unknownRecord' }));
  if (issues.length > 0) throw invalid('INVALID_INPUT', undefined, issues);
}

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

function isCountry(code: string): boolean {
  return names.of(code) !== undefined;
}
