import type { Lang } from './translate.ts';

export type Money = { minor: number; currency: string };

/** Everything a page writes that depends on language and zone. Made once, kept per pair. */
export type Format = {
  lang: Lang;
  timeZone: string;
  /** 2026年3月14日（土） · Sat 14 Mar 2026 */
  date(at: Moment, zone?: string): string;
  /** 3月14日（土） · Sat 14 Mar */
  day(at: Moment, zone?: string): string;
  /** The same of a day of the calendar, 2026-03-14, which has no zone. */
  calendarDate(day: string): string;
  calendarDay(day: string): string;
  /** 14日（土） · Sat 14: for days close by */
  shortDay(at: Moment, zone?: string): string;
  /** 14:00 */
  time(at: Moment, zone?: string): string;
  /** 2026年3月14日（土）14:00 JST · Sat 14 Mar 2026, 14:00 JST */
  dateTime(at: Moment, zone?: string): string;
  /** JST, KST, UTC, GMT+7 */
  zoneName(at: Moment, zone?: string): string;
  /** The reader's own time of a moment elsewhere, or nothing where both agree: (05:00 yours) */
  ownTime(at: Moment, zone: string): string;
  /** 2026-03-14 in the zone: to tell whether two moments share a day. */
  dayKey(at: Moment, zone?: string): string;
  /** 今日, 明日, 3日後 · today, tomorrow, in 3 days */
  relativeDay(at: Moment, now: Moment, zone?: string): string;
  number(value: number): string;
  percent(share: number): string;
  list(items: readonly string[]): string;
  money(amount: Money): string;
  bytes(count: number): string;
};
export type Moment = string | number | Date;

type Parts = { year: number; month: number; day: number; weekday: number; time: string };

const WEEKDAYS: Record<Lang, string> = {
  ja: '日月火水木金土',
  en: 'Sun Mon Tue Wed Thu Fri Sat',
  zh: '日一二三四五六',
  ko: '일월화수목금토',
};
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const ZONES: Record<string, string> = {
  'Asia/Tokyo': 'JST',
  'Asia/Seoul': 'KST',
  'Etc/UTC': 'UTC',
  UTC: 'UTC',
};
const LOCALES: Record<Lang, string> = { ja: 'ja-JP', en: 'en-GB', zh: 'zh-CN', ko: 'ko-KR' };
const OWN: Record<Lang, (time: string) => string> = {
  ja: (time) => `（お手元では${time}）`,
  en: (time) => `(${time} yours)`,
  zh: (time) => `（您当地${time}）`,
  ko: (time) => `(현지 ${time})`,
};
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const OFFSETS_KEPT = 5000;

const formats = new Map<string, Format>();
const zoneParts = new Map<string, Intl.DateTimeFormat>();
/** By zone and day of UTC: milliseconds ahead of UTC all that day, or that they change in it. */
const offsets = new Map<string, number | 'changes'>();

/** The format of a language and the reader's own zone. */
export function formatFor(lang: Lang, timeZone = 'Asia/Tokyo'): Format {
  const key = `${lang} ${timeZone}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = makeFormat(lang, timeZone)));
  return format;
}

// Dates are put together from numbers rather than by Intl's patterns: server and browser carry
// different ICU data, and a page must say the same on both.
function makeFormat(lang: Lang, timeZone: string): Format {
  const locale = LOCALES[lang];
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const currencies = new Map<string, Intl.NumberFormat>();

  const day = (at: Moment, zone = timeZone) => dayText(lang, parts(at, zone));
  const date = (at: Moment, zone = timeZone) => dateText(lang, parts(at, zone));
  const shortDay = (at: Moment, zone = timeZone) => shortDayText(lang, parts(at, zone));
  const time = (at: Moment, zone = timeZone) => parts(at, zone).time;
  const zoneName = (at: Moment, zone = timeZone) => zoneText(at, zone);

  return {
    lang,
    timeZone,
    date,
    day,
    shortDay,
    calendarDate: (on) => date(`${on}T00:00:00Z`, 'UTC'),
    calendarDay: (on) => day(`${on}T00:00:00Z`, 'UTC'),
    time,
    zoneName,
    dateTime(at, zone = timeZone) {
      const between = lang === 'en' ? ', ' : lang === 'ko' ? ' ' : '';
      return `${date(at, zone)}${between}${time(at, zone)} ${zoneName(at, zone)}`;
    },
    ownTime(at, zone) {
      const [there, here] = [parts(at, zone), parts(at, timeZone)];
      const sameDay = dayKey(there) === dayKey(here);
      if (sameDay && there.time === here.time) return '';
      return OWN[lang](sameDay ? here.time : `${dayText(lang, here)} ${here.time}`);
    },
    dayKey: (at, zone = timeZone) => dayKey(parts(at, zone)),
    relativeDay(at, now, zone = timeZone) {
      const days = (dayStart(parts(at, zone)) - dayStart(parts(now, zone))) / DAY_MS;
      return relative.format(days, 'day').replace(/(\d) (日|天|일)/, '$1$2');
    },
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    list: (items) => list.format(items),
    money({ minor, currency }) {
      let style = currencies.get(currency);
      if (!style) {
        style = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
        });
        currencies.set(currency, style);
      }
      const digits = style.resolvedOptions().maximumFractionDigits ?? 0;
      return style.format(minor / 10 ** digits).replace('￥', '¥');
    },
    bytes: (count) => bytesText(count, number),
  };
}

function parts(at: Moment, zone: string): Parts {
  const moment = new Date(at).getTime();
  const there = new Date(moment + offsetOf(moment, zone));
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    weekday: there.getUTCDay(),
    time: `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`,
  };
}

/**
 * How far a zone is ahead of UTC at a moment. Intl takes microseconds by the dozen for each date, and
 * a page has many: it is asked once for each day of a zone, and only on days of a change each time.
 */
function offsetOf(moment: number, zone: string): number {
  const day = Math.floor(moment / DAY_MS) * DAY_MS;
  const key = `${zone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const [begin, end] = [askOffset(day, zone), askOffset(day + DAY_MS, zone)];
    offset = begin === end ? begin : 'changes';
    if (offsets.size >= OFFSETS_KEPT) offsets.clear();
    offsets.set(key, offset);
  }
  return offset === 'changes' ? askOffset(moment, zone) : offset;
}

function askOffset(moment: number, zone: string): number {
  const values = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const { type, value } of partsFormat(zone).formatToParts(moment)) {
    if (type in values) values[type as keyof typeof values] = Number(value);
  }
  const { year, month, day, hour, minute } = values;
  const there = Date.UTC(year, month - 1, day, hour, minute);
  return there - Math.floor(moment / MINUTE_MS) * MINUTE_MS;
}

function partsFormat(zone: string): Intl.DateTimeFormat {
  let format = zoneParts.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    zoneParts.set(zone, format);
  }
  return format;
}

function zoneText(at: Moment, zone: string): string {
  const known = ZONES[zone];
  if (known) return known;
  const minutes = offsetOf(new Date(at).getTime(), zone) / MINUTE_MS;
  if (minutes === 0) return 'GMT';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `GMT${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${two(rest)}`}`;
}

function weekdayText(lang: Lang, weekday: number): string {
  return lang === 'en' ? WEEKDAYS.en.split(' ')[weekday]! : WEEKDAYS[lang][weekday]!;
}

function dayText(lang: Lang, { month, day, weekday }: Parts): string {
  const name = weekdayText(lang, weekday);
  if (lang === 'en') return `${name} ${day} ${MONTHS[month - 1]}`;
  if (lang === 'ko') return `${month}월 ${day}일(${name})`;
  if (lang === 'zh') return `${month}月${day}日（周${name}）`;
  return `${month}月${day}日（${name}）`;
}

function shortDayText(lang: Lang, { day, weekday }: Parts): string {
  const name = weekdayText(lang, weekday);
  if (lang === 'en') return `${name} ${day}`;
  if (lang === 'ko') return `${day}일(${name})`;
  return lang === 'zh' ? `${day}日（周${name}）` : `${day}日（${name}）`;
}

function dateText(lang: Lang, date: Parts): string {
  if (lang === 'en') return `${dayText(lang, date)} ${date.year}`;
  if (lang === 'ko') return `${date.year}년 ${dayText(lang, date)}`;
  return `${date.year}年${dayText(lang, date)}`;
}

function bytesText(count: number, number: Intl.NumberFormat): string {
  if (count < 1000) return `${number.format(count)} B`;
  if (count < 1_000_000) return `${number.format(Math.round(count / 1000))} kB`;
  if (count < 1_000_000_000) return `${number.format(Math.round(count / 100_000) / 10)} MB`;
  return `${number.format(Math.round(count / 100_000_000) / 10)} GB`;
}

function dayStart({ year, month, day }: Parts): number {
  return Date.UTC(year, month - 1, day);
}

function dayKey({ year, month, day }: Parts): string {
  return `${year}-${two(month)}-${two(day)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
