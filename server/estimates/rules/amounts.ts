import type { EstimateLine } from '../schemas.ts';

export type Range = { low: number; high: number };
type Rates = { yenPerPoint: number; taxPercent: number };

/** A line in yen: quantity times its points at the price per point, or times its yen. */
export function lineYen({ kind, quantity, low, high }: EstimateLine, yenPerPoint: number): Range {
  const unit = (kind === 'treatment' ? yenPerPoint : 1) * quantity;
  return { low: low * unit, high: high * unit };
}

/** Sum, tax on it and total, in whole yen; of a tax's fraction nothing is charged. */
export function amountsOf(
  lines: readonly EstimateLine[],
  { yenPerPoint, taxPercent }: Rates,
): { sum: Range; tax: Range; total: Range } {
  const sum = lines
    .map((line) => lineYen(line, yenPerPoint))
    .reduce((all, { low, high }) => ({ low: all.low + low, high: all.high + high }), {
      low: 0,
      high: 0,
    });
  const taxOf = (yen: number) => Math.floor((yen * taxPercent) / 100);
  const tax = { low: taxOf(sum.low), high: taxOf(sum.high) };
  return { sum, tax, total: { low: sum.low + tax.low, high: sum.high + tax.high } };
}

/** A range in another currency, for orientation: to two digits after the point, halves away from zero. */
export function inCurrency({ low, high }: Range, yenPerUnit: number): Range {
  const of = (yen: number) => Math.round((yen / yenPerUnit) * 100) / 100;
  return { low: of(low), high: of(high) };
}
