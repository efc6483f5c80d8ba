import { describe, expect, it } from 'vitest';
import { REFERRAL_STATES } from '#server/platform/access/matrix.ts';
import { wayOf, type Ground } from './way.ts';

const GROUND: Ground = {
  state: 'accepted',
  outcome: null,
  onward: false,
  opinion: null,
  estimate: null,
  times: { proposed: false, ahead: false },
  visa: null,
};
const PLAN = { needed: true, issued: false, refused: false, by: 'you' as const };
const way = (change: Partial<Ground>) => wayOf({ ...GROUND, ...change });
const current = (change: Partial<Ground>) =>
  way(change).stages.find(({ state }) => state === 'current')?.stage ?? null;

describe('where a patient’s case stands', () => {
  it('goes forward from stage to stage as the case does, one at a time', () => {
    const course: Partial<Ground>[] = [
      { state: 'draft' },
      { state: 'broadcasting' },
      {},
      { estimate: 'issued' },
      { estimate: 'accepted' },
      { state: 'scheduled', estimate: 'accepted' },
      { state: 'arrived' },
      { state: 'inTreatment' },
      { state: 'discharged' },
    ];
    const stages = way({}).stages.map(({ stage }) => stage);
    expect(course.map(current)).toEqual(stages);
    expect(way({ state: 'closed' }).stages.every(({ state }) => state === 'done')).toBe(true);
  });

  it('says of every state what is and who is next', () => {
    for (const state of REFERRAL_STATES) {
      const { now, by } = way({ state });
      expect(by === null, state).toBe(now === 'closed');
    }
  });

  it('waits for the visa as long as one is needed and not granted', () => {
    const scheduled = (visa: Ground['visa']) => way({ state: 'scheduled', visa });
    expect(scheduled(null)).toMatchObject({ now: 'plan', by: 'hospital' });
    expect(scheduled(PLAN)).toMatchObject({ now: 'papers', by: 'you' });
    expect(scheduled({ ...PLAN, by: 'office' })).toMatchObject({ now: 'applied', by: 'office' });
    expect(scheduled({ ...PLAN, refused: true })).toMatchObject({ now: 'refused' });
    expect(scheduled({ ...PLAN, issued: true })).toMatchObject({ now: 'ready', by: 'you' });
    expect(scheduled({ ...PLAN, needed: false })).toMatchObject({ now: 'ready' });
  });

  it('leads to a meeting and a letter where an online second opinion was agreed on', () => {
    const opinion = { opinion: 'agreed', estimate: 'accepted' } as const;
    expect(current(opinion)).toBe('meeting');
    expect(way({ ...opinion, times: { proposed: true, ahead: false } })).toMatchObject({
      now: 'times',
      by: 'you',
    });
    expect(current({ ...opinion, opinion: 'held' })).toBe('letter');
    expect(way({ state: 'closed', outcome: 'opinion' }).now).toBe('letterDone');
  });

  it('shows no way on where it has ended before its end, or goes on elsewhere', () => {
    expect(way({ state: 'cancelled' })).toEqual({ stages: [], now: 'ended', by: 'coordinator' });
    expect(way({ state: 'closed', onward: true })).toMatchObject({ stages: [], now: 'onward' });
  });
});
