import type { Capability } from '#server/platform/kernel.ts';
import { itemPage } from './queries/item-page.ts';
import { listItems } from './queries/list-items.ts';
import { listTerms } from './queries/list-terms.ts';

export { libraryItem } from './access.ts';
export { renderText } from './markdown.ts';
export {
  FACT_KEYS,
  factsOf,
  factValue,
  type FactKey,
  type FactValues,
  type ProgrammeFact,
} from './programme-facts.ts';

/** The library: what has been written down, found by subject and read in two languages. */
export const library = {
  useCases: [listItems, itemPage, listTerms],
} satisfies Capability;
