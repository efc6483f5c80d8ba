import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { About } from '#server/public/index.ts';
import type { Text } from './cast/shape.ts';

export type SourceTerm = {
  id: string;
  ja: string;
  en: string;
  zh: string;
  ko: string;
} & Readonly<Record<string, unknown>>;

type Titles = { ja: string; en: string; zh: string; ko: string };
export type Icd10 = {
  unofficial: string[];
  chapters: ({ chapter: string; range: string } & Titles)[];
  blocks: ({ range: string; chapter: string } & Titles)[];
};

export type SourceItem = {
  id: string;
  kind: string;
  title: Text;
  summary: Text;
  body?: Text;
  countries: string[];
  industryCategories: string[];
  diseases: string[];
  supportTypes: string[];
  supportMeasures: string[];
  marketStages: string[];
  businessSizes: string[];
  publisher: Text;
  author?: Text;
  publishedOn?: string;
  dateBasis?: string;
  amount?: Text;
  eligibility?: Text;
  results?: Text;
  source: { document: string; section: string };
};

export type SourceEvent = {
  id: string;
  kind: string;
  title: Text;
  series: Text;
  host: Text;
  place: Text;
  format: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  panelists: { name: Text; organization: Text; position: Text }[];
  digest: Text;
};

export type SourceTemplate = {
  id: string;
  kind: string;
  title: Text;
  description: Text;
  defaultAgenda: ({ minutes: number } & Text)[];
  typicalParticipants: { organizationKinds: string[] } & Text;
};

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join('prisma/seed/data', `${name}.json`), 'utf8')) as T;
}

/** The controlled vocabularies, by name. */
export const readVocabularies = once(() => read<Record<string, SourceTerm[]>>('vocabularies'));
/** The entries of the library. */
export const readLibrary = once(() => read<SourceItem[]>('library'));
/** The one dated event and the outlines of events that the forum can hold. */
export const readEvents = once(() =>
  read<{ events: SourceEvent[]; templates: SourceTemplate[] }>('events'),
);
/** The words of the public site, in four languages. */
export const readAbout = once(() => {
  const { source: _named, ...about } = read<About & { source: unknown }>('about');
  return about;
});
/** Chapters and blocks of ICD-10. */
export const readIcd10 = once(() => read<Icd10>('icd10'));
/** Codes of ICD-10 in the blocks that the demo's cases are of, as CSV. */
export const readIcdCodes = once(() => readFileSync('prisma/seed/data/icd10-codes.csv', 'utf8'));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
