/**
 * The age a broadcast may tell: bands of five years, `infant` below one, `90+` above. Empty without a
 * birth date.
 */
export function ageBand(birthDate: string, today: Date): string {
  if (!birthDate) return '';
  const age = ageOn(birthDate, today);
  if (age < 1) return 'infant';
  if (age >= 90) return '90+';
  const from = Math.floor(age / 5) * 5;
  return from === 0 ? '1-4' : `${from}-${from + 4}`;
}

/** Every band of five years, and the wide band that it lies in. */
export const WIDE_BANDS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'infant',
    '1-4',
    ...Array.from({ length: 17 }, (_, i) => `${5 * (i + 1)}-${5 * (i + 1) + 4}`),
    '90+',
  ].map((band) => [band, wideBandOf(band)]),
);

function wideBandOf(band: string): string {
  const from = band === 'infant' ? 0 : Number.parseInt(band, 10);
  if (from < 15) return '0-14';
  if (from < 40) return '15-39';
  return from < 65 ? '40-64' : '65+';
}

function ageOn(birthDate: string, today: Date): number {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  const had =
    today.getUTCMonth() + 1 > month ||
    (today.getUTCMonth() + 1 === month && today.getUTCDate() >= day);
  return today.getUTCFullYear() - year - (had ? 0 : 1);
}
