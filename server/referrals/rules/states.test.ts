import { describe, expect, it } from 'vitest';
import { grants } from '#server/platform/access/access.ts';
import { REFERRAL_STATES, ROLES, STATES, type Action } from '#server/platform/access/matrix.ts';
import { referrals } from '../index.ts';
import { EVENT_TYPES } from './event-types.ts';
import { OFFER_STATUSES, OFFER_STEPS, OPEN_STATUSES, offerActions } from './offers.ts';
import { availableActions, GROUP_OF, TRANSITIONS, transition, TURN_OF } from './states.ts';

const anything = () => true;
const nothingLacks = () => [];

describe('the life of a case', () => {
  it('reaches every state from a draft', () => {
    const reached = new Set(['draft']);
    for (let grew = true; grew;) {
      grew = false;
      for (const { from, to } of TRANSITIONS) {
        if (to && !reached.has(to) && from.some((state) => reached.has(state)))
          grew = !!reached.add(to);
      }
    }
    expect([...reached].sort()).toEqual([...REFERRAL_STATES].sort());
  });

  it('takes no step out of an erased case, and none backwards into a draft', () => {
    expect(TRANSITIONS.filter(({ from }) => from.includes('erased'))).toEqual([]);
    expect(TRANSITIONS.filter(({ to }) => to === 'draft')).toEqual([]);
  });

  it('knows one step per act and state', () => {
    const keys = TRANSITIONS.flatMap(({ act, from }) => from.map((state) => `${act} ${state}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('asks the matrix for states in which the matrix allows the act', () => {
    for (const { act, from, gate } of TRANSITIONS) {
      const allowed = gate && STATES[gate as Action];
      if (allowed)
        expect({ act, extra: from.filter((s) => !allowed.includes(s)) }).toEqual({
          act,
          extra: [],
        });
    }
  });

  it('puts every state into a group and gives it a turn', () => {
    for (const state of REFERRAL_STATES) {
      expect(GROUP_OF[state]).toBeTruthy();
      expect(TURN_OF[state]).not.toBeUndefined();
    }
  });

  it('offers only steps that a command carries out', () => {
    for (const state of REFERRAL_STATES) {
      for (const { act } of availableActions(state, anything, nothingLacks)) {
        expect(TRANSITIONS.find((each) => each.act === act)!.useCase).toMatch(/^referrals\./);
      }
    }
  });

  it('offers nothing to whom the matrix gives nothing', () => {
    for (const state of REFERRAL_STATES) {
      expect(availableActions(state, () => false, nothingLacks)).toEqual([]);
    }
  });

  it('names what a step waits for', () => {
    const [submit] = availableActions('draft', anything, (need) => [`${need}.x`]);
    expect(submit).toEqual({
      act: 'submit',
      missing: ['identity.x', 'clinical.x', 'facts.x', 'consent.platform.x'],
    });
  });

  it('knows no other way: every pair of act and state outside the table is refused', () => {
    let refused = 0;
    for (const act of new Set(TRANSITIONS.map((each) => each.act))) {
      for (const state of REFERRAL_STATES) {
        const known = TRANSITIONS.some((each) => each.act === act && each.from.includes(state));
        expect(transition(act, state) !== null).toBe(known);
        refused += known ? 0 : 1;
      }
    }
    expect(refused).toBeGreaterThan(150);
  });
});

describe('the life of an offer', () => {
  it('ends: nothing leads out of an answer or a closing', () => {
    for (const end of ['declined', 'released', 'notSelected', 'withdrawn', 'expired'] as const) {
      expect(OFFER_STEPS.filter(({ from }) => from.includes(end))).toEqual([]);
    }
  });

  it('lets the hospital act only while it is open, and by the way in which it was asked', () => {
    for (const status of OFFER_STATUSES) {
      expect(offerActions(status, false, 'COLLECT')).toEqual([]);
      const first = offerActions(status, true, 'FIRST_ACCEPT');
      const open = (OPEN_STATUSES as readonly string[]).includes(status) && status !== 'chosen';
      expect(first.includes('accept')).toBe(open);
      expect(first.some((act) => act === 'answer' || act === 'confirm')).toBe(false);
      expect(offerActions(status, true, 'COLLECT')).not.toContain('accept');
    }
    expect(offerActions('viewed', true, 'FIRST_ACCEPT')).toEqual([
      'ask',
      'showInterest',
      'accept',
      'decline',
    ]);
    expect(offerActions('interested', true, 'COLLECT')).toEqual(['answer', 'decline']);
    expect(offerActions('willing', true, 'COLLECT')).toEqual(['answer', 'takeBack', 'decline']);
    expect(offerActions('chosen', true, 'COLLECT')).toEqual(['confirm', 'decline']);
    expect(offerActions('backup', true, 'COLLECT')).toEqual([]);
  });
});

describe('the table', () => {
  it('leaves an entry in the timeline with every step that a command takes', () => {
    for (const { act, useCase, tells } of TRANSITIONS) {
      if (useCase) expect(EVENT_TYPES, act).toContain(tells);
    }
  });

  it('names only commands that there are', () => {
    const known = new Set(referrals.useCases.map(({ name }) => name as string));
    const named = TRANSITIONS.flatMap(({ useCase }) => (useCase ? [useCase] : []));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('an online second opinion', () => {
  const closing = TRANSITIONS.find(({ act }) => act === 'closeWithOpinion')!;
  const who = (action: Action) =>
    ROLES.flatMap((role) => grants(role, action).map((relation) => `${role} ${relation}`));

  it('ends a case that is accepted, by its sender or its officer, and no other case by nobody else', () => {
    expect(closing).toMatchObject({
      from: ['accepted'],
      to: 'closed',
      gate: 'opinion.conclude',
      needs: ['opinion', 'returnSummary'],
    });
    expect(who('opinion.conclude')).toEqual(['partner R', 'facilitator R', 'staff T']);
    expect(STATES['opinion.conclude']).toEqual(['accepted']);
    for (const state of REFERRAL_STATES) {
      expect(transition('closeWithOpinion', state) !== null, state).toBe(state === 'accepted');
    }
  });

  it('is proposed by officer and hospital, answered by the sender, and given by the hospital alone', () => {
    expect(who('opinion.propose')).toEqual(['hospitalCoordinator A', 'staff T']);
    expect(STATES['opinion.propose']).toEqual(['intakeReview', 'accepted']);
    expect(who('opinion.answer')).toEqual(['partner R', 'facilitator R']);
    expect(STATES['opinion.answer']).not.toContain('scheduled');
    expect(who('opinion.arrange')).toEqual(['hospitalCoordinator A']);
    expect(who('opinion.join')).toEqual(['partner R', 'facilitator R', 'hospitalCoordinator A']);
    expect(who('opinion.withdraw')).toEqual(['hospitalCoordinator A', 'staff T']);
  });

  it('comes before the dates of a stay, and is nothing a stay is closed with', () => {
    expect(TRANSITIONS.find(({ act }) => act === 'schedule')!.needs).toContain('journey');
    expect(TRANSITIONS.find(({ act }) => act === 'close')!.needs).not.toContain('opinion');
  });
});
