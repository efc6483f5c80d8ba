import { parse } from 'csv-parse/sync';
import { holdsCode, icdCode } from './plain.ts';

/** A code of a list, as it is kept in `icd_entry`. */
export type IcdRow = {
  code: string;
  level: 'code';
  parent: string;
  labels: Record<string, string>;
  synonyms: string[];
};
/** What is wrong with a line of the file; lines are counted from 1, the heading included. */
export type IcdFault = { line: number; fault: string };
export type IcdList = { rows: IcdRow[]; faults: IcdFault[] };

const LANGUAGES = ['ja', 'en', 'zh', 'ko'] as const;
const LONGEST = 300;

type Line = { record: Record<string, string>; info: { lines: number } };

/**
 * Reads a list of codes: CSV in UTF-8 with a heading. `code` (`I35.0` or `I350`) and a name in `ja` or
 * `en` are required, `zh`, `ko` and `synonyms` (parted by `|`) are not; other columns are passed over.
 * Every line is judged; a list with faults is loaded by nobody.
 * @param blocks the blocks of the vocabulary (`I30-I52`), one of which must hold each code
 */
export function readIcdList(text: string, blocks: readonly string[]): IcdList {
  let lines: Line[];
  try {
    lines = parse(text, {
      bom: true,
      columns: (heading: string[]) => heading.map((name) => name.trim().toLowerCase()),
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as Line[];
  } catch (error) {
    const { lines: line = 1, message } = error as Error & { lines?: number };
    return { rows: [], faults: [{ line, fault: `not CSV: ${message}` }] };
  }
  const missing = ['code', 'ja', 'en'].filter((name) => !(name in (lines[0]?.record ?? {})));
  if (missing.length > 0) {
    return { rows: [], faults: [{ line: 1, fault: `no column ${missing.join(', ')}` }] };
  }
  return judge(lines, blocks);
}

function judge(lines: readonly Line[], blocks: readonly string[]): IcdList {
  const rows: IcdRow[] = [];
  const faults: IcdFault[] = [];
  const seen = new Map<string, number>();
  for (const { record, info } of lines) {
    const row = rowOf(record, blocks);
    const before = typeof row === 'string' ? undefined : seen.get(row.code);
    if (typeof row === 'string') faults.push({ line: info.lines, fault: row });
    else if (before !== undefined) {
      faults.push({ line: info.lines, fault: `${row.code} is on line ${before} already` });
    } else {
      seen.set(row.code, info.lines);
      rows.push(row);
    }
  }
  return { rows, faults };
}

/** A line as a row, or what is wrong with it. */
function rowOf(record: Record<string, string>, blocks: readonly string[]): IcdRow | string {
  const written = record['code'] ?? '';
  const code = icdCode(written);
  if (!code) return written ? `"${written.slice(0, 40)}" is no code of ICD-10` : 'no code';
  const parent = blocks.find((block) => holdsCode(block, code));
  if (!parent) return `no block of ICD-10 holds ${code}`;
  const labels = Object.fromEntries(
    LANGUAGES.flatMap((lang) => (record[lang] ? [[lang, record[lang]]] : [])),
  );
  if (!labels['ja'] && !labels['en']) return `${code} has a name neither in ja nor in en`;
  const synonyms = (record['synonyms'] ?? '')
    .split('|')
    .map((name) => name.trim())
    .filter(Boolean);
  const long = [...Object.values(labels), ...synonyms].find((name) => name.length > LONGEST);
  if (long) return `${code} has a name of more than ${LONGEST} characters`;
  return { code, level: 'code', parent, labels, synonyms: [...new Set(synonyms)] };
}
