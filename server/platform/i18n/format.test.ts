import { describe, expect, test } from 'vitest';
import { formatFor } from './format.ts';
import { label } from '#app/i18n/label.ts';

const AT = '2026-03-14T05:00:00Z';
const MIDNIGHT = '2026-03-13T15:00:00Z';

describe('dates are written as people of the language write them', () => {
  test.each([
    ['ja', '2026年3月14日（土）14:00 JST', '3月14日（土）'],
    ['en', 'Sat 14 Mar 2026, 14:00 JST', 'Sat 14 Mar'],
    ['zh', '2026年3月14日（周六）14:00 JST', '3月14日（周六）'],
    ['ko', '2026년 3월 14일(토) 14:00 JST', '3월 14일(토)'],
  ] as const)('%s', (lang, dateTime, day) => {
    const format = formatFor(lang, 'Asia/Tokyo');
    expect(format.dateTime(AT)).toBe(dateTime);
    expect(format.day(AT)).toBe(day);
  });
});

describe('zones', () => {
  test.each(['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
    'a day of the calendar is the same day to a reader in %s',
    (zone) => {
      const format = formatFor('en', zone);
      expect(format.calendarDate('2026-03-14')).toBe('Sat 14 Mar 2026');
      expect(format.calendarDay('2026-03-14')).toBe('Sat 14 Mar');
    },
  );

  test('a moment elsewhere carries the reader’s own time', () => {
    const format = formatFor('en', 'Europe/London');
    expect(format.dateTime(AT, 'Asia/Tokyo')).toBe('Sat 14 Mar 2026, 14:00 JST');
    expect(format.ownTime(AT, 'Asia/Tokyo')).toBe('(05:00 yours)');
    expect(format.ownTime(MIDNIGHT, 'Asia/Tokyo')).toBe('(Fri 13 Mar 15:00 yours)');
  });

  test('the reader in the same zone is told once', () => {
    expect(formatFor('ja', 'Asia/Tokyo').ownTime(AT, 'Asia/Tokyo')).toBe('');
  });

  test('midnight is 00:00 of the next day', () => {
    const format = formatFor('ja', 'Asia/Tokyo');
    expect(format.time(MIDNIGHT)).toBe('00:00');
    expect(format.dayKey(MIDNIGHT)).toBe('2026-03-14');
  });

  test('a zone without a common name is an offset', () => {
    expect(formatFor('en').zoneName(AT, 'Asia/Bangkok')).toBe('GMT+7');
  });
});

describe('a zone’s distance from UTC', () => {
  test.each(['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'is what Intl says, also on the days it changes: %s',
    (zone) => {
      const intl = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        hour: '2-digit',
        minute: '2-digit',
      });
      const format = formatFor('en', zone);
      const year = Date.UTC(2026, 0, 1);
      for (let minute = 0; minute < 365 * 1440; minute += 47) {
        const at = year + minute * 60_000;
        if (format.time(at) !== intl.format(at)) expect(format.time(at)).toBe(intl.format(at));
      }
    },
  );
});

describe('days close by, money and sizes', () => {
  const ja = formatFor('ja', 'Asia/Tokyo');

  test('a day is counted by the calendar, not by hours', () => {
    expect(ja.relativeDay('2026-03-14T15:30:00Z', '2026-03-14T14:50:00Z')).toBe('明日');
    expect(ja.relativeDay(AT, AT)).toBe('今日');
    expect(ja.relativeDay('2026-03-18T05:00:00Z', AT)).toBe('4日後');
  });

  test('money is a whole number of the smallest unit', () => {
    expect(ja.money({ minor: 4_800_000, currency: 'JPY' })).toBe('¥4,800,000');
    expect(formatFor('en').money({ minor: 3_250_050, currency: 'USD' })).toBe('$32,500.50');
  });

  test('sizes are round', () => {
    expect(ja.bytes(1_400_000)).toBe('1.4 MB');
    expect(ja.bytes(820)).toBe('820 B');
    expect(ja.bytes(10_737_418_240)).toBe('10.7 GB');
  });
});

describe('a label in several languages', () => {
  test('falls back to English, then to Japanese', () => {
    expect(label({ ja: '循環器', en: 'Cardiology', ko: null }, 'ko')).toBe('Cardiology');
    expect(label({ ja: '循環器' }, 'zh')).toBe('循環器');
    expect(label(null, 'ja')).toBe('');
  });
});
