import { describe, expect, it } from 'vitest';
import type { EventRow } from './access.ts';
import {
  availableActs,
  phaseOf,
  publishFaults,
  registrationPhase,
  registrationRefusal,
  seatsOf,
} from './rules.ts';

const at = (time: string) => new Date(`2027-03-12T${time}:00Z`);
const event: Pick<
  EventRow,
  'state' | 'startsAt' | 'endsAt' | 'registrationClosesAt' | 'title' | 'format' | 'place'
> = {
  state: 'published',
  startsAt: at('09:00'),
  endsAt: at('12:00'),
  registrationClosesAt: at('08:00'),
  title: { ja: '催し', en: 'Event' },
  format: 'onsite',
  place: { ja: '東京' },
};
const free = seatsOf(10, 3, 0);
const full = seatsOf(10, 10, 2);

describe('registering', () => {
  it('is open until the secretariat closes it, then the event is near, on, and over', () => {
    expect(registrationPhase(event, free, at('07:59'))).toBe('open');
    expect(registrationPhase(event, free, at('08:00'))).toBe('closed');
    expect(registrationPhase(event, free, at('12:00'))).toBe('over');
    expect(phaseOf(event, at('08:59'))).toBe('upcoming');
    expect(phaseOf(event, at('09:00'))).toBe('now');
    expect(phaseOf(event, at('12:00'))).toBe('past');
  });

  it('closes at the latest when the event begins', () => {
    const late = { ...event, registrationClosesAt: at('11:00') };
    expect(registrationPhase(late, free, at('09:00'))).toBe('closed');
    expect(registrationPhase({ ...late, registrationClosesAt: null }, free, at('08:59'))).toBe(
      'open',
    );
  });

  it('leads to the waiting list when all seats are taken', () => {
    expect(registrationPhase(event, full, at('07:00'))).toBe('waiting');
    expect(registrationPhase(event, seatsOf(null, 5000, 0), at('07:00'))).toBe('open');
  });

  it('is refused with a code of its own in each state', () => {
    const codes = (['draft', 'cancelled', 'closed', 'over'] as const).map(registrationRefusal);
    expect(codes).toEqual([
      'EVENT_NOT_PUBLISHED',
      'EVENT_CANCELLED',
      'REGISTRATION_CLOSED',
      'EVENT_OVER',
    ]);
    expect(registrationRefusal('waiting')).toBeNull();
  });

  it('offers what the table of moves allows', () => {
    expect(availableActs('open', null)).toEqual(['register']);
    expect(availableActs('waiting', null)).toEqual(['register']);
    expect(availableActs('closed', null)).toEqual([]);
    expect(availableActs('closed', { state: 'confirmed' })).toEqual(['cancel']);
    expect(availableActs('open', { state: 'waiting' })).toEqual(['cancel']);
    expect(availableActs('open', { state: 'cancelled' })).toEqual(['register']);
    expect(availableActs('over', { state: 'confirmed' })).toEqual([]);
  });
});

it('seats left are never fewer than none, even when the limit was lowered under what is taken', () => {
  expect(seatsOf(5, 8, 1)).toEqual({ total: 5, taken: 8, left: 0, waiting: 1 });
});

describe('publishing', () => {
  const session = { startsAt: at('09:00'), endsAt: at('10:00') };

  it('needs a title in both languages, a place, a session, and a time to come', () => {
    expect(publishFaults(event, [session], at('07:00'))).toEqual([]);
    expect(publishFaults({ ...event, title: { ja: '催し' } }, [session], at('07:00'))).toEqual([
      'titleEn',
    ]);
    expect(publishFaults({ ...event, place: null }, [], at('13:00'))).toEqual([
      'place',
      'inThePast',
      'sessions',
    ]);
    expect(
      publishFaults({ ...event, place: null, format: 'online' }, [session], at('07:00')),
    ).toEqual([]);
  });

  it('needs every session within the event', () => {
    const late = { startsAt: at('11:30'), endsAt: at('12:30') };
    expect(publishFaults(event, [session, late], at('07:00'))).toEqual(['sessionsOutside']);
  });
});
