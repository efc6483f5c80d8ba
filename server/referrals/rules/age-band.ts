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

function ageOn(birthDate: string, today: Date): number {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  const had =
    today.getUTCMonth() + 1 > month ||
    (today.getUTCMonth() + 1 === month && today.getUTCDate() >= day);
  return today.getUTCFullYear() - year - (had ? 0 : 1);
}
