import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';

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
export function timeZoneOptions(lang: Lang, own: string): { value: string; label: string }[] {
  const zones = ZONES.includes(own) ? ZONES : [own, ...ZONES];
  return zones.map((zone) => ({
    value: zone,
    label: `${nameOf(zone, 'en', 'longOffset').replace(/^GMT$/, 'GMT+00:00')}  ${zone.replaceAll('_', ' ')} (${nameOf(zone, LANG_TAGS[lang], 'long')})`,
  }));
}

function nameOf(zone: string, locale: string, style: 'long' | 'longOffset'): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style });
  return format.formatToParts().find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
