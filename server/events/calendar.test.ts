import { describe, expect, it } from 'vitest';
import type { EventRow } from './access.ts';
import { calendarOf } from './calendar.ts';

const event: EventRow = {
  id: '01930000-0000-7000-8000-000000000001',
  slug: 'symposium',
  kind: 'symposium',
  state: 'published',
  audience: 'public',
  title: { ja: '第12回 MEJフォーラム シンポジウム、海外展開; 「認証」の現在' },
  series: null,
  host: null,
  place: { ja: '東京・みどり会館（架空）とオンライン、二階' },
  format: 'hybrid',
  startsAt: new Date('2027-03-12T00:00Z'),
  endsAt: new Date('2027-03-13T03:10Z'),
  timeZone: 'Asia/Tokyo',
  seats: 60,
  seatsPerOrg: 4,
  registrationClosesAt: null,
  publishedAt: null,
  version: 3,
};
const session = {
  id: 's',
  eventId: event.id,
  kind: 'talk',
  title: {
    ja: '診療情報提供書, 概算見積; 身元保証\\機関と訪日前の手続きについての長い題名を持つ講演',
  },
  room: { ja: '大ホール' },
  startsAt: new Date('2027-03-12T00:20Z'),
  endsAt: new Date('2027-03-12T01:20Z'),
  spokenLangs: [],
  interpretation: [],
  speakers: [],
};
const how = {
  lang: 'ja' as const,
  url: 'http://localhost:3000/events/x',
  now: new Date('2026-11-20T00:00Z'),
};

/** RFC 5545 read by hand: unfold, split, unescape. */
function parse(text: string): { name: string; value: string }[] {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  return text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean)
    .map((line) => {
      const colon = line.indexOf(':');
      return {
        name: line.slice(0, colon).split(';')[0]!,
        value: line
          .slice(colon + 1)
          .replace(/\\([\\;,nN])/g, (_, c: string) => (/n/i.test(c) ? '\n' : c)),
      };
    });
}

function valueOf(lines: ReturnType<typeof parse>, name: string): string | undefined {
  return lines.find((line) => line.name === name)?.value;
}

describe('an event as iCalendar', () => {
  const text = calendarOf(event, [session], how);
  const lines = parse(text);

  it('reads back as it was written', () => {
    expect(valueOf(lines, 'SUMMARY')).toBe(event.title.ja);
    expect(valueOf(lines, 'LOCATION')).toBe(event.place!.ja);
    expect(valueOf(lines, 'DESCRIPTION')).toContain(session.title.ja);
    expect(valueOf(lines, 'DTSTART')).toBe('20270312T000000Z');
    expect(valueOf(lines, 'DTEND')).toBe('20270313T031000Z');
  });

  it('keeps one UID for one event and counts its changes', () => {
    expect(valueOf(lines, 'UID')).toBe(event.id);
    expect(valueOf(lines, 'SEQUENCE')).toBe('3');
    const later = parse(calendarOf({ ...event, version: 4 }, [], how));
    expect(valueOf(later, 'UID')).toBe(event.id);
    expect(valueOf(later, 'SEQUENCE')).toBe('4');
  });

  it('folds at 75 octets, and never inside a character', () => {
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(Buffer.from(line).toString()).toBe(line);
    }
  });

  it('does not let a title write properties of its own', () => {
    for (const evil of [
      'A\r\nATTENDEE:mailto:x@evil.example',
      'A\nX-EVIL:1',
      'A\rX-EVIL:1',
      'A\u2028X-EVIL:1',
      'A\\nX-EVIL:1',
    ]) {
      const names = parse(
        calendarOf({ ...event, title: { ja: evil }, place: { ja: evil } }, [], how),
      ).map(({ name }) => name);
      expect(names).not.toContain('ATTENDEE');
      expect(names).not.toContain('X-EVIL');
      expect(names.filter((name) => name === 'SUMMARY')).toHaveLength(1);
    }
  });

  it('says that a cancelled event is cancelled', () => {
    const cancelled = parse(calendarOf({ ...event, state: 'cancelled' }, [], how));
    expect(valueOf(cancelled, 'STATUS')).toBe('CANCELLED');
  });
});
