import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { TermsOfVocabularies } from '../schemas.ts';
import { termsOf, type Term } from '../vocabulary.ts';

/** The words behind the codes that records carry: labels in four languages, in their order. */
export const listTerms = query('library.terms', {
  summary: 'The terms of some vocabularies, with their labels in four languages',
  input: TermsOfVocabularies,
  subject: anywhere,
  gate: 'page.view',
  async run({ input, tx }) {
    const terms = await termsOf(tx, input.vocabularies);
    return Object.fromEntries(
      input.vocabularies.map((name): [string, Term[]] => [
        name,
        [...(terms.get(name) ?? new Map<string, Term>()).values()],
      ]),
    );
  },
});
