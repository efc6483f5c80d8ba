import type { FormState } from '#app/ui/index.ts';
import { MOST_LINES } from '#server/estimates/plain.ts';
import { ROWS } from './line-rows.ts';

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
