import { CURRENCIES } from '#server/consortia/plain.ts';
import type { Format } from '#server/platform/i18n/format.ts';

/** An amount with its currency's code where its sign alone would be read as another country's. */
export function moneyText(minor: number, currency: string, format: Format): string {
  if (currency === 'JPY' || currency === 'EUR') return format.money({ minor, currency });
  return `${currency} ${format.number(minor / (CURRENCIES[currency] ?? 1))}`;
}
