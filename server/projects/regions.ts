/**
 * Regions of the world in the order of a roadmap: Japan's neighbours first. After the sub-regions of
 * the United Nations (M49), those that hold few projects taken together.
 */
const COUNTRIES = {
  eastAsia: 'JP KR CN TW HK MO MN KP',
  southeastAsia: 'TH VN ID MY PH SG MM KH LA BN TL',
  southAsia: 'IN BD NP LK BT MV PK AF',
  centralAsia: 'UZ KZ KG TJ TM GE AM AZ',
  middleEast: 'AE SA QA OM KW BH JO LB IL PS IQ IR SY YE TR CY',
  africa:
    'EG MA DZ TN LY SD SS KE GH ZM ZA ET TZ UG RW BI NG SN CI CM CD CG GA GQ AO MZ MW ZW BW NA LS SZ MG MU SC KM DJ ER SO TD CF NE ML BF BJ TG LR SL GN GW GM CV ST MR EH RE YT SH',
  europe:
    'GB IE FR DE NL BE LU CH AT IT ES PT GR MT DK SE NO FI IS EE LV LT PL CZ SK HU SI HR BA RS ME MK AL XK RO BG MD UA BY RU MC SM VA LI AD GI IM JE GG FO SJ AX',
  northAmerica: 'US CA BM GL PM',
  latinAmerica:
    'MX BR AR CL PE CO EC BO PY UY VE GY SR GF PA CR NI HN SV GT BZ CU DO HT JM TT BB BS AG DM GD KN LC VC AW CW SX BQ PR VI VG AI MS TC KY GP MQ MF BL FK',
  oceania: 'AU NZ PG FJ SB VU WS TO KI TV NR PW FM MH CK NU TK WF PF NC AS GU MP NF PN',
} as const;

export type Region = keyof typeof COUNTRIES | 'elsewhere';

const PLACES = Object.entries(COUNTRIES).flatMap(([region, codes]) =>
  codes.split(' ').map((code) => ({ code, region: region as Region })),
);
const REGION_OF = new Map(PLACES.map(({ code, region }) => [code, region]));
const ORDER = new Map(PLACES.map(({ code }, i) => [code, i]));

/** The region that a country (ISO 3166-1 alpha-2) is shown under. */
export function regionOf(country: string): Region {
  return REGION_OF.get(country) ?? 'elsewhere';
}

/** Countries by region, both in the order of a roadmap. */
export function byRegion(countries: Iterable<string>): { region: Region; countries: string[] }[] {
  const groups = new Map<Region, string[]>();
  const inOrder = [...new Set(countries)].sort(
    (one, other) =>
      (ORDER.get(one) ?? Infinity) - (ORDER.get(other) ?? Infinity) || one.localeCompare(other),
  );
  for (const code of inOrder) {
    const region = regionOf(code);
    groups.set(region, [...(groups.get(region) ?? []), code]);
  }
  return [...groups].map(([region, codes]) => ({ region, countries: codes }));
}
