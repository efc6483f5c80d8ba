import type { T } from '#app/i18n/use-t.ts';
import type { Interpretation } from './view.ts';

type Pair = { a: string; b: string; bothWays: boolean; mode: Interpretation['mode'] };

/** `日本語⇄英語 同時通訳`: there and back in one, several pairs in a row. */
export function interpretationText(list: readonly Interpretation[], t: T<'events'>): string {
  return pairsOf(list)
    .map(({ a, b, bothWays, mode }) =>
      t(`interpretation.${mode}`, {
        pair: `${tongue(a, t)}${bothWays ? '⇄' : '→'}${tongue(b, t)}`,
      }),
    )
    .join(t('and'));
}

/** Directions gathered into pairs; a form has one line for a pair. */
export function pairsOf(list: readonly Interpretation[]): Pair[] {
  const pairs: Pair[] = [];
  for (const { from, to, mode } of list) {
    const back = pairs.find((pair) => pair.a === to && pair.b === from && pair.mode === mode);
    if (back) back.bothWays = true;
    else pairs.push({ a: from, b: to, bothWays: false, mode });
  }
  return pairs;
}

/** Languages that are spoken, by their names. */
export function tonguesText(codes: readonly string[], t: T<'events'>): string {
  return codes.map((code) => tongue(code, t)).join(t('and'));
}

export function tongue(code: string, t: T<'events'>): string {
  return t(`tongue.${code}` as 'tongue.ja');
}
