import { describe, expect, test } from 'vitest';
import { escalationAt, remindsAll } from './escalation.ts';

describe('the silence of a hospital', () => {
  test('is at first a matter of whoever is on duty, from half of the time on of everybody who can answer', () => {
    expect([25, 50, 90].map((mark) => remindsAll(mark as 25 | 50 | 90))).toEqual([
      false,
      true,
      true,
    ]);
    expect(escalationAt(25, 'sent')).toEqual({ representatives: null, officer: false });
  });

  test('reaches the representatives at half of the time where nobody has looked, or confirmed', () => {
    for (const status of ['sent', 'chosen'] as const) {
      expect(escalationAt(50, status)).toEqual({
        representatives: 'referral.unopened',
        officer: false,
      });
    }
    for (const status of ['viewed', 'infoRequested', 'interested'] as const) {
      expect(escalationAt(50, status).representatives).toBeNull();
    }
  });

  test('reaches them and the officer at nine tenths, whatever was looked at', () => {
    for (const status of ['sent', 'viewed', 'infoRequested', 'interested', 'chosen'] as const) {
      expect(escalationAt(90, status)).toEqual({
        representatives: 'referral.unanswered',
        officer: true,
      });
    }
  });
});
