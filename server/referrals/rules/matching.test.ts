import { describe, expect, it } from 'vitest';
import { match, type Profile } from './matching.ts';

const need = {
  specialty: 'cardiovascular-surgery',
  icdBlock: 'I30-I52',
  country: 'MN',
  languages: ['mn'],
};
const today = '2026-11-21';
const whole: Profile = {
  departments: [
    {
      specialty: 'cardiovascular-surgery',
      capacity: 'accepting',
      capacityUntil: null,
      yearlyCases: 412,
    },
  ],
  capabilities: [
    { kind: 'language', code: 'mn', evidence: { en: 'one interpreter' } },
    { kind: 'country', code: 'MN', evidence: null },
    { kind: 'disease', code: 'heart-disease', evidence: { en: '140 valves' } },
    { kind: 'disease', code: 'cancer', evidence: null },
  ],
  certifications: [
    { kind: 'JIH', validFrom: '2025-01-01', validTo: '2027-03-31' },
    { kind: 'JMIP', validFrom: '2025-01-01', validTo: '2026-01-01' },
  ],
};

describe('matching', () => {
  it('says why a hospital fits, in reasons that stand on its own profile', () => {
    const { reasons, score, obstacle } = match(need, whole, today);
    expect(reasons.map(({ kind }) => kind)).toEqual([
      'department',
      'disease',
      'language',
      'country',
      'certification',
    ]);
    expect(score).toBe(40 + 15 + 15 + 15 + 10);
    expect(obstacle).toBeNull();
  });

  it('counts no certificate that has run out or has not begun', () => {
    const later = {
      ...whole,
      certifications: [{ kind: 'JIH', validFrom: '2027-01-01', validTo: null }],
    };
    expect(match(need, later, today).reasons.some(({ kind }) => kind === 'certification')).toBe(
      false,
    );
    const lapsed = {
      ...whole,
      certifications: [{ kind: 'JIH', validFrom: '2020-01-01', validTo: '2026-09-30' }],
    };
    expect(match(need, lapsed, today).notes).toContain('certificationLapsed');
  });

  it('never proposes a paused department, until the pause has passed', () => {
    const paused = (capacityUntil: string | null) => ({
      ...whole,
      departments: [
        { specialty: 'cardiovascular-surgery', capacity: 'paused', capacityUntil, yearlyCases: 1 },
      ],
    });
    expect(match(need, paused('2026-12-31'), today).obstacle).toBe('paused');
    expect(match(need, paused('2026-11-20'), today).obstacle).toBeNull();
  });

  it('marks a hospital without the department', () => {
    expect(match({ ...need, specialty: 'ophthalmology' }, whole, today).obstacle).toBe(
      'noDepartment',
    );
  });
});
