import { expect, test } from 'vitest';
import { REFERRAL_STATES } from '#server/platform/access/matrix.ts';
import { GROUP_OF } from '#server/referrals/rules/states.ts';
import { STATES_IN_FHIR } from './states.ts';

test('every state of a case is a status of Task, and nothing else is mapped', () => {
  expect(Object.keys(STATES_IN_FHIR).sort()).toEqual([...REFERRAL_STATES].sort());
});

test('a case that goes on is no task that has ended, and the other way round', () => {
  const ended = ['completed', 'cancelled', 'failed', 'entered-in-error'];
  const over = ['closed', 'withdrawn', 'expired', 'erased'];
  for (const state of REFERRAL_STATES) {
    expect(ended.includes(STATES_IN_FHIR[state].task), state).toBe(over.includes(GROUP_OF[state]));
  }
});
