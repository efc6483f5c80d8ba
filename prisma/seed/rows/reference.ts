import { readIcdList } from '#server/referrals/icd/list.ts';
import {
  readAbout,
  readEvents,
  readIcd10,
  readIcdCodes,
  readLibrary,
  readVocabularies,
  type SourceItem,
} from '../content.ts';
import { GLOSSARY } from '../glossary.ts';
import { idOf } from '../ids.ts';
import { deadlineOf, programmeFacts } from '../programme-facts.ts';
import { SPONSORS } from '../sponsors.ts';
import type { Row, Rows } from './insert.ts';
import { proseRows } from './prose.ts';

/** What anybody may read without signing in. */
const PUBLIC_ITEMS = new Set([
  'mej-forum-purpose',
  'mej-forum-activities',
  'all-japan-support-system-paper',
  'metis-asian-medical-zone-overview',
  'nutrition-summit-2021-digest',
  'japan-healthcare-expansion-policy-background',
]);

/** Vocabularies, library and official names: content of every forum, not of the demo alone. */
export function referenceRows(at: Date): Rows {
  const items = readLibrary();
  return {
    setting: [{ key: 'about', value: readAbout(), at }],
    term: [...vocabularyTerms(), ...icdTerms(), ...templateTerms()],
    icd_entry: icdCodes(),
    library_item: items.map((item) => itemRow(item, at)),
    glossary_term: GLOSSARY.map(({ key, kind, names, also }) => ({
      id: idOf('glossaryTerm', key),
      kind,
      names,
      also,
      changed_at: at,
    })),
    support_programme: items.filter((item) => item.kind === 'support-measure').map(programmeRow),
    programme_fact: items.flatMap(programmeFacts),
    parallel_text: items.flatMap((item) => [
      ...proseRows('libraryItem', item.id, 'summary', item.summary, at),
      ...proseRows('libraryItem', item.id, 'body', item.body ?? {}, at),
    ]),
  };
}

function vocabularyTerms(): Row[] {
  return Object.entries(readVocabularies()).flatMap(([vocabulary, terms]) =>
    terms.map(({ id, ja, en, zh, ko, ...facts }, position) => ({
      vocabulary,
      code: id,
      position,
      labels: { ja, en, zh, ko },
      facts,
    })),
  );
}

function icdTerms(): Row[] {
  const { chapters, blocks, unofficial } = readIcd10();
  return [
    ...chapters.map(({ chapter, range, ...labels }, position) => ({
      vocabulary: 'icdChapters',
      code: chapter,
      position,
      labels,
      facts: { range },
    })),
    ...blocks.map(({ range, chapter, ...labels }, position) => ({
      vocabulary: 'icdBlocks',
      code: range,
      position,
      labels,
      facts: { chapter, unofficial },
    })),
  ];
}

function icdCodes(): Row[] {
  const blocks = readIcd10().blocks.map(({ range }) => range);
  return readIcdList(readIcdCodes(), blocks).rows;
}

function templateTerms(): Row[] {
  return readEvents().templates.map(
    ({ id, title, kind, description, defaultAgenda, typicalParticipants }, position) => ({
      vocabulary: 'eventTemplates',
      code: id,
      position,
      labels: title,
      facts: { kind, description, defaultAgenda, typicalParticipants },
    }),
  );
}

function itemRow(item: SourceItem, at: Date): Row {
  return {
    id: idOf('libraryItem', item.id),
    slug: item.id,
    kind: item.kind,
    access: PUBLIC_ITEMS.has(item.id) ? 'public' : 'members',
    title: item.title,
    publisher: item.publisher,
    author: item.author ?? null,
    published_on: item.publishedOn ?? null,
    date_basis: item.dateBasis ?? null,
    countries: item.countries,
    industries: item.industryCategories,
    diseases: item.diseases,
    support_types: item.supportTypes,
    measures: item.supportMeasures,
    stages: item.marketStages,
    sizes: item.businessSizes,
    results: item.results ?? null,
    source: item.source,
    created_at: at,
  };
}

/** A measure is of one country. Without `last_checked_on`: terms in force were not checked. */
function programmeRow(item: SourceItem): Row {
  return {
    item_id: idOf('libraryItem', item.id),
    sponsor: SPONSORS[item.id],
    country: item.countries[0]!,
    amount: item.amount ?? null,
    eligibility: item.eligibility ?? null,
    closes_on: deadlineOf(item.id),
  };
}
