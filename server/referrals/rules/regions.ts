/**
 * The region of the world that a country of the forms lies in, by the codes of the United Nations (M49),
 * which every language names: Northern and Central Asia are few, so they stand with their neighbours.
 */
const COUNTRIES_OF: Record<string, readonly string[]> = {
  // Eastern Asia
  '030': ['CN', 'HK', 'KR', 'MN', 'TW'],
  // South-eastern Asia
  '035': ['BN', 'ID', 'KH', 'LA', 'MM', 'MY', 'PH', 'SG', 'TH', 'VN'],
  // Southern Asia
  '034': ['BD', 'IN', 'IR', 'LK', 'NP', 'PK'],
  // Central Asia
  '143': ['KG', 'KZ', 'TJ', 'UZ'],
  // Western Asia
  '145': ['AE', 'BH', 'IQ', 'JO', 'KW', 'LB', 'OM', 'QA', 'SA', 'TR'],
  // Europe
  '150': ['DE', 'ES', 'FR', 'GB', 'IT', 'RU', 'UA'],
  // The Americas
  '019': ['BR', 'CA', 'MX', 'US'],
  // Africa
  '002': ['EG', 'NG'],
  // Oceania
  '009': ['AU', 'NZ', 'PG', 'PW'],
};

const REGION_OF = new Map(
  Object.entries(COUNTRIES_OF).flatMap(([region, countries]) =>
    countries.map((country) => [country, region] as const),
  ),
);

/** Countries and their regions in two columns, for a table in SQL. */
export const REGION_COLUMNS = {
  countries: [...REGION_OF.keys()],
  regions: [...REGION_OF.values()],
};

/** The M49 code of a country's region; empty where no country is given. */
export function regionOf(country: string): string {
  return REGION_OF.get(country) ?? '';
}

/** Languages that say nothing of where somebody lives. */
const SPOKEN_ANYWHERE: readonly string[] = ['en', 'ja'];

/**
 * By region: languages of at least two of its countries. Any other names the country, or another
 * region, and would undo the widening of the place.
 */
const SPOKEN_IN: Record<string, readonly string[]> = {
  '030': ['zh'],
  '035': ['zh', 'ms'],
  '143': ['ru'],
  '145': ['ar'],
  '150': ['ru'],
  '019': ['es'],
};

/**
 * Of a patient's languages, those that may be told.
 * @param region the region that is told (M49); empty where no place is
 */
export function tellableLanguages(languages: readonly string[], region: string): string[] {
  const told = [...SPOKEN_ANYWHERE, ...(SPOKEN_IN[region] ?? [])];
  return languages.filter((code) => told.includes(code));
}
