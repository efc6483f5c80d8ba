import { expect, it } from 'vitest';
import { placeOf } from './view.ts';

it('a notification leads to the page of what it is about', () => {
  const about = (subjectKind: string, facts = {}) =>
    placeOf({ subjectKind, subjectId: 'x', facts });
  expect(about('offer', { code: 'K7QF2M9X-3' })).toBe('/referrals/offers/x');
  expect(about('referral', { code: 'K7QF2M9X-*' })).toBe('/referrals/K7QF2M9X-%2A');
  expect(about('event')).toBe('/events/x');
  expect(about('something-newer')).toBe('/notifications');
});
