import { describe, expect, it } from 'vitest';
import { dayOf, localOf, momentOf } from './times.ts';

describe('clock readings at the venue', () => {
  it('a reading in Tokyo is nine hours ahead of UTC', () => {
    expect(momentOf('2027-03-12T09:00', 'Asia/Tokyo')).toEqual(new Date('2027-03-12T00:00Z'));
  });

  it('the hour that New York skips on 8 March 2026 does not exist', () => {
    expect(momentOf('2026-03-08T02:30', 'America/New_York')).toBeNull();
    expect(momentOf('2026-03-08T01:59', 'America/New_York')).toEqual(new Date('2026-03-08T06:59Z'));
    expect(momentOf('2026-03-08T03:00', 'America/New_York')).toEqual(new Date('2026-03-08T07:00Z'));
  });

  it('an hour that comes twice is the first of the two', () => {
    expect(momentOf('2026-11-01T01:30', 'America/New_York')).toEqual(new Date('2026-11-01T05:30Z'));
    expect(momentOf('2026-10-25T02:30', 'Europe/Berlin')).toEqual(new Date('2026-10-25T00:30Z'));
  });

  it('zones that skip half an hour or a whole day are known too', () => {
    expect(momentOf('2026-10-04T02:15', 'Australia/Lord_Howe')).toBeNull();
    expect(momentOf('2011-12-30T12:00', 'Pacific/Apia')).toBeNull();
  });

  it('a day that no calendar has is no moment', () => {
    expect(momentOf('2027-02-29T09:00', 'Asia/Tokyo')).toBeNull();
    expect(momentOf('2027-03-12T24:30', 'Asia/Tokyo')).toBeNull();
    expect(momentOf('2027-03-12T09:00', 'Mars/Olympus')).toBeNull();
  });

  it('every minute around a change of the clocks is read back as it was written, or refused', () => {
    let refused = 0;
    for (let minute = 0; minute < 360; minute += 1) {
      const two = (n: number) => String(n).padStart(2, '0');
      const local = `2026-03-08T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
      const moment = momentOf(local, 'America/New_York');
      if (moment) expect(localOf(moment, 'America/New_York')).toBe(local);
      else refused += 1;
    }
    expect(refused).toBe(60);
  });

  it('the day is the venue’s', () => {
    const at = new Date('2027-03-12T16:00Z');
    expect(dayOf(at, 'Asia/Tokyo')).toBe('2027-03-13');
    expect(dayOf(at, 'America/New_York')).toBe('2027-03-12');
  });
});
