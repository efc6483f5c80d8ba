import type { Capability } from '#server/platform/kernel.ts';
import { addTerm, removeTerm, saveTerm } from './commands/keep-terms.ts';
import { listTerms, term } from './queries/list-terms.ts';

export { namesIn, usesOf, withOfficial, type OfficialName } from './plain.ts';
export { termsIn } from './reading.ts';

/** The official names of those whom the forum speaks of, in its four languages. */
export const glossary = {
  useCases: [listTerms, term, addTerm, saveTerm, removeTerm],
} satisfies Capability;
