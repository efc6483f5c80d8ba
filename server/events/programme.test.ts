import { describe, expect, it } from 'vitest';
import { programmeOf } from './programme.ts';
import type { SessionWithSpeakers } from './sessions.ts';

function session(id: string, room: string, from: string, to: string): SessionWithSpeakers {
  return {
    id,
    eventId: 'e',
    kind: 'talk',
    title: { en: id },
    room: { en: room },
    startsAt: new Date(from),
    endsAt: new Date(to),
    spokenLangs: ['ja'],
    interpretation: [],
    speakers: [
      { id: 's', part: 'speaker', personId: 'p', orgId: 'o', name: { en: 'A' }, affiliation: {} },
    ],
  };
}

describe('the programme', () => {
  it('is cut into the days of the venue, not of UTC', () => {
    const days = programmeOf(
      [
        session('late', 'Hall', '2027-03-12T14:00Z', '2027-03-12T14:30Z'),
        session('next day', 'Hall', '2027-03-12T15:30Z', '2027-03-12T16:00Z'),
      ],
      'Asia/Tokyo',
    );
    expect(days.map(({ day }) => day)).toEqual(['2027-03-12', '2027-03-13']);
    expect(days[0]!.sessions[0]).toMatchObject({ starts: '23:00', ends: '23:30', from: 0, to: 30 });
  });

  it('has a column for each room of the day, the busiest room at the left, the others by name', () => {
    const [day] = programmeOf(
      [
        session('b', 'Room A', '2027-03-12T00:30Z', '2027-03-12T01:00Z'),
        session('a', 'Hall', '2027-03-12T00:05Z', '2027-03-12T01:00Z'),
        session('c', 'Hall', '2027-03-12T01:00Z', '2027-03-12T02:10Z'),
      ],
      'Asia/Tokyo',
    );
    expect(day!.rooms).toEqual([{ en: 'Hall' }, { en: 'Room A' }]);
    expect(day!.sessions.map(({ column, from, to }) => [column, from, to])).toEqual([
      [1, 30, 60],
      [0, 5, 60],
      [0, 60, 130],
    ]);
    expect(day!.hours.map(({ label }) => label)).toEqual(['09:00', '10:00', '11:00']);
  });

  it('leaves out the hour that the clocks skip and keeps lengths true', () => {
    const [day] = programmeOf(
      [session('night', 'Hall', '2026-03-08T06:00Z', '2026-03-08T08:00Z')],
      'America/New_York',
    );
    expect(day!.hours.map(({ label }) => label)).toEqual(['01:00', '03:00']);
    expect(day!.sessions[0]).toMatchObject({ starts: '01:00', ends: '04:00', from: 0, to: 120 });
  });

  it('does not say which account a speaker has', () => {
    const [day] = programmeOf(
      [session('a', 'Hall', '2027-03-12T00:00Z', '2027-03-12T01:00Z')],
      'Asia/Tokyo',
    );
    expect(day!.sessions[0]!.speakers).toEqual([
      { id: 's', part: 'speaker', name: { en: 'A' }, affiliation: {} },
    ]);
  });
});
