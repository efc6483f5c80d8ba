import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { LONGEST_NAME, MOST_SPELLINGS, TERM_KINDS } from './plain.ts';

const line = z
  .string()
  .overwrite((text) => text.replace(/[\p{Cc}\s]+/gu, ' '))
  .trim()
  .max(LONGEST_NAME);
const spellings = z
  .array(line)
  .max(MOST_SPELLINGS)
  .overwrite((all) => [...new Set(all.filter(Boolean))]);

const inEach = <One extends z.ZodType>(one: One) =>
  z.strictObject({ ja: one, en: one, zh: one, ko: one });

const kind = z.enum(TERM_KINDS);
/** The official name in each language; empty where there is none. At least two are needed. */
const names = inEach(line).refine(
  (each) => Object.values(each).filter(Boolean).length >= 2,
  'twoNames',
);
const also = inEach(spellings);

export const List = z.strictObject({ find: line.optional() });
export const OneTerm = z.strictObject({ termId: id('glossaryTerm') });
export const AddTerm = z.strictObject({ kind, names, also });
export const SaveTerm = z.strictObject({
  termId: id('glossaryTerm'),
  kind,
  names,
  also,
  version: z.number().int().min(0),
});
