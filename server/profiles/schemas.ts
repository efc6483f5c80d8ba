import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { EVIDENCE_LENGTH, LINE_KINDS, NAME_LENGTH } from './plain.ts';

const name = z.string().trim().max(NAME_LENGTH).default('');
/** A department's own name by language; where one is empty, the vocabulary's name of its field stands. */
const DepartmentFacts = {
  name: z.strictObject({ ja: name, en: name, zh: name, ko: name }).prefault({}),
  yearlyCases: z.int().min(0).max(1_000_000).nullable(),
};
const words = z.string().trim().max(EVIDENCE_LENGTH).default('');
/** What a line rests on, such as how many a year: in Japanese, in English, or in both. */
const evidence = z
  .strictObject({ ja: words, en: words })
  .refine(({ ja, en }) => ja !== '' || en !== '', { path: ['ja'], message: 'oneOfThem' });

export const ProfileOf = z.strictObject({ slug: z.string().max(100) });
export const ChoicesOf = z.strictObject({
  slug: z.string().max(100),
  of: z.enum([...LINE_KINDS, 'department']),
});
export const HistoryOf = z.strictObject({
  slug: z.string().max(100),
  /** The last change of the part before: what lies behind it follows. */
  before: z.uuid().optional(),
});

export const AddDepartment = z.strictObject({
  orgId: id('organisation'),
  /** A clinical specialty of the vocabulary. */
  specialty: z.string().min(1).max(60),
  ...DepartmentFacts,
});
export const ChangeDepartment = z.strictObject({
  departmentId: id('department'),
  version: z.int().min(0),
  ...DepartmentFacts,
});
export const CloseDepartment = z.strictObject({
  departmentId: id('department'),
  version: z.int().min(0),
});

export const AddLine = z.strictObject({
  orgId: id('organisation'),
  kind: z.enum(LINE_KINDS),
  /** A code of its vocabulary; a language in BCP 47, a country in ISO 3166-1, a range of ICD-10 for what is not taken. */
  term: z.string().min(1).max(60),
  evidence,
});
export const ChangeLine = z.strictObject({
  lineId: id('capabilityLine'),
  version: z.int().min(0),
  evidence,
});
export const LineAsSeen = z.strictObject({
  lineId: id('capabilityLine'),
  version: z.int().min(0),
});
export const ConfirmLines = z.strictObject({ orgId: id('organisation') });
