export type Cell = string | number | null | undefined;

/** Half- and full-width signs that a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@＝＋－＠|%]/u;
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Z}\p{M}]+/u;

/**
 * Rows as CSV (RFC 4180, CRLF, every cell quoted), with the mark by which spreadsheets recognise
 * UTF-8. A text that a spreadsheet would run as a formula is preceded by an apostrophe, also where
 * invisible characters hide its beginning or where another separator would start a new cell.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((cells) => cells.map(cellText).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const line = (cell ?? '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const safe = line.split(';').map(defused).join(';');
  return `"${safe.replaceAll('"', '""')}"`;
}

function defused(text: string): string {
  return FORMULA.test(text.replace(INVISIBLE, '')) ? `'${text}` : text;
}
