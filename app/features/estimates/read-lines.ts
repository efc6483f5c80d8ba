import { text } from '#app/page.ts';
import type { FormState } from '#app/ui/index.ts';
import { LINE_KINDS, MOST_LINES } from '#server/estimates/plain.ts';
import { ROWS } from './line-rows.ts';

/** A sum or a count as people type it: `1,200,000`. */
export function numberOf(typed: string): number {
  return Number(typed.normalize('NFKC').replaceAll(/[,\s¥円]/g, '') || Number.NaN);
}

/** What a form says of its lines; those without any amount are not there. */
export function linesOf(form: FormData) {
  return form.getAll('kind').flatMap((kind, index) => {
    const of = (name: string) => text(form, `${name}${index}`);
    const low = of('low');
    if (low === '' && of('high') === '') return [];
    return [
      {
        kind: LINE_KINDS.find((each) => each === kind) ?? ('other' as const),
        ja: of('ja'),
        en: of('en'),
        quantity: of('quantity') === '' ? 1 : numberOf(of('quantity')),
        low: numberOf(low === '' ? of('high') : low),
        high: numberOf(of('high') === '' ? low : of('high')),
      },
    ];
  });
}

/** The faults of a save by the names that the form's fields have. */
export function byField(state: FormState): FormState {
  const { refused } = state;
  if (!refused) return state;
  const fields = Object.fromEntries(
    Object.entries(refused.fields).map(([path, fault]) => [nameOf(path, refused.values), fault]),
  );
  return { ...state, refused: { ...refused, fields }, error: (name) => fields[name] };
}

function nameOf(path: string, values: Record<string, string>): string {
  const line = /^words\.lines\.(\d+)\.(\w+)$/.exec(path);
  if (line) return `${line[2]}${rowOf(Number(line[1]), values)}`;
  if (path === 'words.lines') return 'low0';
  return path === 'rate.on' ? 'rateOn' : path.replace(/^(words|rate)\./, '');
}

/** The row of a line that was sent: rows without an amount are not. */
function rowOf(place: number, values: Record<string, string>): number {
  const sent = Array.from({ length: ROWS.length + MOST_LINES }, (_, row) => row).filter(
    (row) => values[`low${row}`]?.trim() || values[`high${row}`]?.trim(),
  );
  return sent[place] ?? 0;
}
