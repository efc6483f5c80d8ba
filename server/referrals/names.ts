import { raw, type Sql } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';

export type PersonName = { name: string; lang: string };

/** The columns of a name, on the alias of a person, as one JSON value. */
export function nameColumns(alias: 'p' | 'd'): Sql {
  return raw(`CASE WHEN ${alias}.id IS NULL THEN NULL ELSE json_build_object(
    'family', ${alias}.family_name, 'given', ${alias}.given_name, 'lang', ${alias}.name_lang,
    'latin', ${alias}.latin_name) END`);
}
export type NameColumns = { family: string; given: string; lang: string; latin: string | null };

const FAMILY_FIRST = ['ja', 'zh', 'ko'];
/** Whose names a reader of a language reads as they are written. */
const READABLE: Record<Language, readonly string[]> = {
  ja: ['ja', 'zh', 'en'],
  zh: ['zh', 'ja', 'en'],
  ko: ['ko', 'en'],
  en: ['en'],
};

/** A name as its reader can read it: as it is written at home, else in Latin letters. */
export function readable(columns: NameColumns | null, reader: Language): PersonName | null {
  if (!columns) return null;
  const { family, given, lang, latin } = columns;
  const script = lang.slice(0, 2);
  if (latin && !READABLE[reader].includes(script)) return { name: latin, lang: 'en' };
  const parts = FAMILY_FIRST.includes(script) ? [family, given] : [given, family];
  return { name: parts.filter(Boolean).join(' '), lang };
}
