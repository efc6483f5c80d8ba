import type { Format } from '#server/platform/i18n/format.ts';

/** A rough price: its range, in yen. */
export function priceRange(
  { priceLow, priceHigh }: { priceLow: number; priceHigh: number },
  format: Format,
): string {
  const low = format.money({ minor: priceLow, currency: 'JPY' });
  return priceHigh === priceLow
    ? low
    : `${low} – ${format.money({ minor: priceHigh, currency: 'JPY' })}`;
}
