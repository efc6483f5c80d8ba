import { text } from '#app/page.ts';
import { LINE_KINDS } from '#server/estimates/plain.ts';

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
