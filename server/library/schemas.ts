import { z } from 'zod';

/** The ways to narrow the library down, in the order in which a catalogue shows them. */
export const FACETS = [
  'kind',
  'country',
  'disease',
  'industry',
  'supportType',
  'measure',
  'stage',
  'size',
] as const;
export type Facet = (typeof FACETS)[number];

export const PAGE_SIZE = 20;

const codes = z.array(z.string().trim().min(1).max(80)).max(40).default([]);

/** What to look for: any of the codes within a facet, and every facet that has one. */
export const LibrarySearch = z.strictObject({
  q: z.string().trim().max(200).default(''),
  /** Only what is open to everybody, whoever asks: for the public site. */
  publicOnly: z.boolean().default(false),
  kind: codes,
  country: codes,
  disease: codes,
  industry: codes,
  supportType: codes,
  measure: codes,
  stage: codes,
  size: codes,
  page: z.number().int().min(1).max(5000).default(1),
});
export type LibrarySearch = z.output<typeof LibrarySearch>;

export const LibraryItemAddress = z.strictObject({ slug: z.string().trim().min(1).max(200) });

export const TermsOfVocabularies = z.strictObject({
  vocabularies: z.array(z.string().trim().min(1).max(60)).min(1).max(20),
});
