import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';

const names = new Map<string, string>();

/** Where members and partners are; somebody elsewhere keeps the zone they have. */
const ZONES = [
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Shanghai',
  'Asia/Taipei',
  'Asia/Hong_Kong',
  'Asia/Ulaanbaatar',
  'Asia/Manila',
  'Asia/Singapore',
  'Asia/Kuala_Lumpur',
  'Asia/Jakarta',
  'Asia/Bangkok',
  'Asia/Ho_Chi_Minh',
  'Asia/Phnom_Penh',
  'Asia/Vientiane',
  'Asia/Yangon',
  'Asia/Dhaka',
  'Asia/Kathmandu',
  'Asia/Colombo',
  'Asia/Kolkata',
  'Asia/Karachi',
  'Asia/Tashkent',
  'Asia/Almaty',
  'Asia/Dubai',
  'Asia/Riyadh',
  'Asia/Qatar',
  'Europe/Istanbul',
  'Europe/Moscow',
  'Africa/Cairo',
  'Africa/Nairobi',
  'Africa/Johannesburg',
  'Europe/Berlin',
  'Europe/Amsterdam',
  'Europe/Paris',
  'Europe/London',
  'UTC',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Toronto',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Australia/Perth',
  'Australia/Sydney',
  'Pacific/Auckland',
];

/**
 * Time zones to choose from, each with its distance from UTC and the name it goes by. For loaders:
 * browsers carry other names than the server.
 */
export function timeZoneOptions(
  lang: Lang,
  own: string,
  zones: readonly string[] = ZONES,
): { value: string; label: string }[] {
  const all = zones.includes(own) ? zones : [own, ...zones];
  return all.map((zone) => ({
    value: zone,
    label: `${nameOf(zone, 'en', 'longOffset').replace(/^GMT$/, 'GMT+00:00')}  ${timeZoneName(lang, zone)}`,
  }));
}

/**
 * A zone as a language calls it, with its place where others go by the same name. For loaders, as the
 * above.
 */
export function timeZoneName(lang: Lang, zone: string): string {
  const name = generalName(lang, zone);
  const place = placeOf(lang, zone);
  const isShared = ZONES.some((other) => other !== zone && generalName(lang, other) === name);
  if (!isShared || !place) return name;
  return lang === 'ja' || lang === 'zh' ? `${name}（${place}）` : `${name} (${place})`;
}

function generalName(lang: Lang, zone: string): string {
  const name = nameOf(zone, LANG_TAGS[lang], 'longGeneric');
  return name.startsWith('GMT') ? nameOf(zone, LANG_TAGS[lang], 'long') : name;
}

/** English has its cities in the ids; the other languages say whose time it is, unless by letters. */
function placeOf(lang: Lang, zone: string): string | null {
  if (lang === 'en') return zone.split('/').at(-1)!.replaceAll('_', ' ');
  const place = nameOf(zone, LANG_TAGS[lang], 'shortGeneric');
  return /^[A-Z]+([+-]\d+)?$/.test(place) ? null : place;
}

function nameOf(
  zone: string,
  locale: string,
  style: 'long' | 'longOffset' | 'longGeneric' | 'shortGeneric',
): string {
  const key = `${zone} ${locale} ${style}`;
  let name = names.get(key);
  if (name === undefined) {
    const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style });
    name = format.formatToParts().find((part) => part.type === 'timeZoneName')?.value ?? zone;
    // How far a zone is from UTC changes with the season; what it is called does not.
    if (style !== 'longOffset') names.set(key, name);
  }
  return name;
}
