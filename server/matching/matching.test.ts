import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversBlock } from './diseases.ts';
import { assess, byFit, reasonsFor, WEIGHTS, type Need, type Profile } from './index.ts';

const weights = WEIGHTS.referral;
const today = '2026-11-21';
const need: Need = {
  specialty: 'cardiovascular-surgery',
  icdBlock: 'I30-I52',
  country: 'MN',
  languages: ['mn'],
  requires: [],
};
const surgery = {
  specialty: 'cardiovascular-surgery',
  capacity: 'accepting',
  capacityUntil: null,
  capacityReviewedOn: '2026-11-10',
  yearlyCases: 412,
};
const line = (kind: string, code: string, reviewedOn = '2026-08-01') => ({
  kind,
  code,
  evidence: null,
  reviewedOn,
  checkedOn: reviewedOn,
});
const whole: Profile = {
  departments: [surgery],
  capabilities: [
    line('language', 'mn'),
    line('country', 'MN'),
    line('disease', 'heart-disease'),
    line('disease', 'cancer'),
  ],
  certifications: [
    { kind: 'JIH', validFrom: '2025-01-01', validTo: '2027-03-31' },
    { kind: 'JMIP', validFrom: '2025-01-01', validTo: '2026-01-01' },
  ],
  membership: { status: 'active', until: '2027-03-31' },
};
const judge = (profile: Partial<Profile> = {}, asked: Partial<Need> = {}) =>
  assess({ ...need, ...asked }, { ...whole, ...profile }, weights, today);
const surgeryWith = (facts: object) => ({ departments: [{ ...surgery, ...facts }] });
const kinds = (all: readonly { kind: string }[]) => all.map(({ kind }) => kind);

describe('why a hospital fits', () => {
  it('is said in reasons of its own profile, each with its points', () => {
    const { parts, score, obstacles } = judge();
    expect(parts.map(({ reason, points }) => [reason.kind, points])).toEqual([
      ['department', 40],
      ['disease', 15],
      ['language', 15],
      ['country', 15],
      ['certification', 10],
    ]);
    expect(score).toBe(95);
    expect(obstacles).toEqual([]);
  });

  it('counts a wider group less than the disease itself', () => {
    const wide = judge({ capabilities: [line('disease', 'cardiovascular-diseases')] });
    const near = judge({
      capabilities: [line('disease', 'cardiovascular-diseases'), line('disease', 'heart-disease')],
    });
    expect(near.score - wide.score).toBe(weights.disease - weights.diseaseGroup);
  });

  it('adds up to a hundred for everything that is asked', () => {
    const { accepting, disease, language, country, JIH, JMIP } = weights;
    expect(accepting + disease + language + country + JIH + JMIP).toBe(100);
  });
});

describe('what speaks against it', () => {
  it('is a certificate that has run out: no points, the day and what it costs', () => {
    expect(judge().doubts).toEqual([
      { kind: 'certificationLapsed', code: 'JMIP', validTo: '2026-01-01', cost: weights.JMIP },
    ]);
  });

  it('is no certificate that has not begun', () => {
    const certifications = [{ kind: 'JIH', validFrom: '2027-01-01', validTo: null }];
    const { parts, doubts } = judge({ certifications });
    expect(kinds(parts.map(({ reason }) => reason))).not.toContain('certification');
    expect(doubts).toEqual([]);
  });

  it('is a limited capacity, a language not covered and a month of grace', () => {
    const { doubts } = judge({
      ...surgeryWith({ capacity: 'limited', capacityUntil: '2026-12-31' }),
      capabilities: [line('language', 'en')],
      certifications: [],
      membership: { status: 'grace', until: '2026-11-01' },
    });
    expect(kinds(doubts)).toEqual(['limited', 'noLanguage', 'membershipGrace']);
  });
});

describe('what is not known', () => {
  it('is a capacity that nobody has confirmed for thirty days, or whose end has passed', () => {
    const known = (facts: object) => kinds(judge(surgeryWith(facts)).unknown);
    expect(known({ capacityReviewedOn: '2026-10-22' })).toEqual([]);
    expect(known({ capacityReviewedOn: '2026-10-21' })).toEqual(['capacity']);
    expect(known({ capacityReviewedOn: null })).toEqual(['capacity']);
    expect(known({ capacity: 'limited', capacityUntil: '2026-11-20' })).toEqual(['capacity']);
    expect(known({ capacity: 'limited', capacityUntil: today })).toEqual([]);
  });

  it('is what a profile is silent about, told apart from what it denies', () => {
    const { unknown, doubts } = judge({
      ...surgeryWith({ yearlyCases: null }),
      capabilities: [],
      certifications: [],
    });
    expect(kinds(unknown)).toEqual(['yearlyCases', 'disease', 'language', 'country']);
    expect(doubts).toEqual([]);
  });

  it('is a line that nobody has reviewed for two years', () => {
    const capabilities = [line('language', 'mn', '2024-01-01')];
    expect(judge({ capabilities }).unknown).toContainEqual({
      kind: 'old',
      of: 'language',
      reviewedOn: '2024-01-01',
    });
  });

  it('is what the hospital has changed and the secretariat not looked at: it counts, and says so', () => {
    const capabilities = [{ ...line('language', 'mn'), checkedOn: null }];
    const { unknown, score } = judge({ capabilities });
    expect(unknown).toContainEqual({ kind: 'unchecked', of: 'language' });
    expect(score).toBe(judge({ capabilities: [line('language', 'mn')] }).score);
  });
});

describe('why a hospital cannot be asked', () => {
  it('is no department, or a paused one until its pause has passed', () => {
    expect(kinds(judge({}, { specialty: 'ophthalmology' }).obstacles)).toEqual(['noDepartment']);
    const paused = (capacityUntil: string | null) =>
      judge(surgeryWith({ capacity: 'paused', capacityUntil, capacityReviewedOn: null })).obstacles;
    expect(paused('2026-12-31')).toEqual([{ kind: 'paused', until: '2026-12-31' }]);
    expect(paused('2026-11-20')).toEqual([]);
    // A pause without an end does not end by itself.
    expect(kinds(paused(null))).toEqual(['paused']);
  });

  it('is a disease that it does not take', () => {
    const capabilities = [...whole.capabilities, line('outOfScope', 'I00-I99')];
    expect(kinds(judge({ capabilities }).obstacles)).toEqual(['outOfScope']);
    const other = [...whole.capabilities, line('outOfScope', 'I30-I40')];
    expect(judge({ capabilities: other }).obstacles).toEqual([]);
    expect(coversBlock('A15-A19', 'A15-A19')).toBe(true);
    expect(coversBlock('A15-A19', 'A00-A09')).toBe(false);
  });

  it('is a certificate that is required and has lapsed or never was; else it only costs points', () => {
    expect(judge().obstacles).toEqual([]);
    const required = judge({}, { requires: ['JMIP'] });
    expect(required.obstacles).toEqual([
      { kind: 'certificationMissing', code: 'JMIP', validTo: '2026-01-01' },
    ]);
    expect(required.doubts).toEqual([]);
    const never = judge({ certifications: [] }, { requires: ['JIH'] });
    expect(never.obstacles).toEqual([{ kind: 'certificationMissing', code: 'JIH', validTo: null }]);
  });

  it('is a recommendation or a contract that ran out and was not renewed; whoever never had one lost nothing', () => {
    const jih = (validFrom: string, validTo: string | null) => ({
      kind: 'JIH',
      validFrom,
      validTo,
    });
    const ended = jih('2023-11-01', '2026-10-31');
    const judged = (...certifications: ReturnType<typeof jih>[]) =>
      judge({ certifications }).obstacles;
    expect(judged(ended)).toEqual([{ kind: 'standingLapsed', code: 'JIH', validTo: '2026-10-31' }]);
    // A renewal that has not begun does not help yet.
    expect(judged(ended, jih('2027-01-01', null))).toHaveLength(1);
    expect(judged(ended, jih('2026-11-01', null))).toEqual([]);
    expect(judged()).toEqual([]);
  });

  it('is a membership that has lapsed', () => {
    const membership = { status: 'lapsed' as const, until: '2026-03-31' };
    expect(kinds(judge({ membership }).obstacles)).toEqual(['membershipLapsed']);
  });
});

describe('what is said to the one who is asked', () => {
  const told = { country: 'MN', languages: ['mn'], icdBlock: 'I30-I52' };

  it('are the reasons, never points, doubts or what is unknown', () => {
    const said = reasonsFor(judge(), told);
    expect(kinds(said)).toEqual(['department', 'disease', 'language', 'country', 'certification']);
    expect(JSON.stringify(said)).not.toMatch(/points|cost|score/);
  });

  it('names no country, language or disease that the request leaves out', () => {
    expect(kinds(reasonsFor(judge(), { ...told, country: null }))).not.toContain('country');
    expect(kinds(reasonsFor(judge(), { ...told, languages: [] }))).not.toContain('language');
    expect(kinds(reasonsFor(judge(), { ...told, icdBlock: null }))).not.toContain('disease');
  });
});

const day = fc.constantFrom('2024-01-01', '2026-01-01', '2026-11-20', today, '2026-12-31');
const anyProfile: fc.Arbitrary<Profile> = fc.record({
  departments: fc.uniqueArray(
    fc.record({
      specialty: fc.constantFrom('cardiovascular-surgery', 'ophthalmology'),
      capacity: fc.constantFrom('accepting', 'limited', 'paused'),
      capacityUntil: fc.option(day),
      capacityReviewedOn: fc.option(day),
      yearlyCases: fc.option(fc.nat(500)),
    }),
    { selector: ({ specialty }) => specialty },
  ),
  capabilities: fc.array(
    fc.record({
      kind: fc.constantFrom('language', 'country', 'disease', 'outOfScope'),
      code: fc.constantFrom('mn', 'MN', 'heart-disease', 'cancer', 'vi', 'I00-I99'),
      checkedOn: fc.option(day),
      evidence: fc.constant(null),
      reviewedOn: fc.option(day),
    }),
  ),
  certifications: fc.array(
    fc.record({
      kind: fc.constantFrom('JIH', 'JMIP', 'AMTAC'),
      validFrom: day,
      validTo: fc.option(day),
    }),
  ),
  membership: fc.record({
    status: fc.constantFrom('active', 'grace', 'lapsed'),
    until: fc.option(day),
  }),
});

describe('whatever a profile says', () => {
  it('the points of the parts sum to the score, which stays within 0 and 100', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const { score, parts } = assess(need, profile, weights, today);
        expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('nobody without an open department is asked', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const { parts, obstacles } = assess(need, profile, weights, today);
        const open = parts.some(({ reason }) => reason.kind === 'department');
        if (!open) expect(obstacles).not.toEqual([]);
      }),
    );
  });

  it('the end of a certificate lowers the score by its points, and says so', () => {
    fc.assert(
      fc.property(anyProfile, fc.constantFrom('JIH' as const, 'JMIP' as const), (profile, kind) => {
        const others = profile.certifications.filter((each) => each.kind !== kind);
        const until = (validTo: string) =>
          assess(
            need,
            {
              ...profile,
              certifications: [...others, { kind, validFrom: '2025-01-01', validTo }],
            },
            weights,
            today,
          );
        const ended = until('2026-11-20');
        expect(until(today).score - ended.score).toBe(weights[kind]);
        const said = { kind: 'certificationLapsed', code: kind, validTo: '2026-11-20' };
        expect(ended.doubts).toContainEqual({ ...said, cost: weights[kind] });
      }),
    );
  });

  it('nothing that is said to the asked one goes beyond what the request says', () => {
    const told = fc.record({
      country: fc.constantFrom('MN', 'VN', null),
      languages: fc.subarray(['mn', 'vi']),
      icdBlock: fc.constantFrom('I30-I52', 'C50-C50', null),
    });
    fc.assert(
      fc.property(anyProfile, told, (profile, request) => {
        for (const reason of reasonsFor(assess(need, profile, weights, today), request)) {
          if (reason.kind === 'country') expect(reason.code).toBe(request.country);
          if (reason.kind === 'language') expect(request.languages).toContain(reason.code);
          if (reason.kind === 'disease') expect(request.icdBlock).toBe('I30-I52');
        }
      }),
    );
  });

  it('the order is the same however the candidates come in, and who cannot be asked comes last', () => {
    const candidate = fc.record({
      orgId: fc.uuid(),
      score: fc.integer({ min: 0, max: 100 }),
      yearlyCases: fc.option(fc.nat(3)),
      obstacles: fc.constantFrom([], [{ kind: 'noDepartment' as const }]),
    });
    const several = fc.uniqueArray(candidate, { selector: ({ orgId }) => orgId });
    fc.assert(
      fc.property(several, (all) => {
        const sorted = all.toSorted(byFit);
        expect(all.toReversed().toSorted(byFit)).toEqual(sorted);
        const first = sorted.findIndex(({ obstacles }) => obstacles.length > 0);
        if (first >= 0) {
          expect(sorted.slice(first).every(({ obstacles }) => obstacles.length > 0)).toBe(true);
        }
      }),
    );
  });
});
