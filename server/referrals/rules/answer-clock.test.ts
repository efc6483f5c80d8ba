import { describe, expect, it } from 'vitest';
import { nationalHolidays } from '#server/platform/holidays.ts';
import { answerDeadline, businessMinutes, clockOf } from './answer-clock.ts';

/** 国民の祝日について, Cabinet Office, https://www8.cao.go.jp/chosei/shukujitsu/gaiyou.html; 2028 by the act. */
const PUBLISHED: Record<number, string> = {
  2026: '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
  2027: '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
  2028: '01-01 01-10 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23',
};

describe('Japan’s holidays', () => {
  it.each(Object.entries(PUBLISHED))('are those of the published table in %s', (year, days) => {
    expect([...nationalHolidays(Number(year))].sort()).toEqual(
      days.split(' ').map((day) => `${year}-${day}`),
    );
  });
});

const jst = (text: string) => new Date(`${text}:00+09:00`);

describe('the answer clock', () => {
  it('gives urgent cases two business days, until the close of business', () => {
    expect(answerDeadline(jst('2026-12-01T10:30'), 'urgent')).toEqual(jst('2026-12-03T17:00'));
  });

  it('gives soon five and routine ten', () => {
    expect(answerDeadline(jst('2026-12-01T10:30'), 'soon')).toEqual(jst('2026-12-08T17:00'));
    expect(answerDeadline(jst('2026-12-01T10:30'), 'routine')).toEqual(jst('2026-12-15T17:00'));
  });

  it('skips weekends, holidays and the year-end rest', () => {
    expect(answerDeadline(jst('2026-11-20T16:00'), 'urgent')).toEqual(jst('2026-11-25T17:00'));
    expect(answerDeadline(jst('2026-12-28T09:00'), 'urgent')).toEqual(jst('2027-01-05T17:00'));
    expect(answerDeadline(jst('2026-09-18T09:00'), 'urgent')).toEqual(jst('2026-09-25T17:00'));
  });

  it('counts by the day it is in Japan, not in Greenwich', () => {
    expect(answerDeadline(new Date('2026-12-01T23:00:00Z'), 'urgent')).toEqual(
      jst('2026-12-04T17:00'),
    );
  });

  it('measures what is left in opening hours only', () => {
    expect(businessMinutes(jst('2026-12-04T16:00'), jst('2026-12-07T10:00'))).toBe(120);
    expect(businessMinutes(jst('2026-12-05T10:00'), jst('2026-12-06T12:00'))).toBe(0);
    expect(businessMinutes(jst('2026-12-07T10:00'), jst('2026-12-04T16:00'))).toBe(0);
    const clock = clockOf(
      jst('2026-12-01T09:00'),
      jst('2026-12-03T17:00'),
      jst('2026-12-02T13:00'),
    );
    expect(clock.totalMinutes).toBe(3 * 480);
    expect(clock.leftMinutes).toBe(240 + 480);
  });
});
