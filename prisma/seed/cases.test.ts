import { describe, expect, test } from 'vitest';
import { missingClinical, missingIdentity } from '#server/referrals/rules/completeness.ts';
import { tracesIn } from '#server/referrals/rules/identifying-text.ts';
import { assess, WEIGHTS } from '#server/matching/index.ts';
import { TRANSITIONS } from '#server/referrals/rules/states.ts';
import {
  Acceptance,
  CaseCode,
  Clinical,
  Identity,
  PATIENT_LANGUAGES,
  PAYERS,
} from '#server/referrals/schemas.ts';
import { orgOf } from './cast.ts';
import { readIcd10, readVocabularies } from './content.ts';
import { REFERRALS } from './referrals.ts';
import { caseCodeOf } from './rows/referrals.ts';

describe('the cases', () => {
  test('are nine, in many states, two of them being offered', () => {
    expect(REFERRALS).toHaveLength(9);
    expect(new Set(REFERRALS.map((one) => one.state)).size).toBe(7);
    expect(REFERRALS.filter((one) => one.state === 'broadcasting')).toHaveLength(2);
    const race = REFERRALS.find(
      (one) => one.mode === 'FIRST_ACCEPT' && one.state === 'broadcasting',
    );
    expect(race!.offers.map((offer) => offer.org)).toEqual(['aoba', 'shiomi', 'tsurugahara']);
  });

  test('have valid codes, facts and sealed parts', () => {
    const blocks = new Set(readIcd10().blocks.map((block) => block.range));
    const specialties = new Set(readVocabularies()['clinicalSpecialties']!.map((term) => term.id));
    for (const one of REFERRALS) {
      expect(CaseCode.safeParse(caseCodeOf(one)).success, caseCodeOf(one)).toBe(true);
      expect(blocks).toContain(one.icdBlock);
      expect(specialties).toContain(one.specialty);
      expect(PAYERS).toContain(one.payer);
      for (const lang of one.languages) expect(PATIENT_LANGUAGES).toContain(lang);
      expect(Identity.parse({ ...one.identity, birthDate: '1980-01-01' })).toMatchObject(
        one.identity,
      );
      expect(Clinical.parse(one.clinical)).toEqual(one.clinical);
      const [letter, first] = [one.icdBlock[0]!, one.icdBlock.slice(1, 3)];
      expect(one.clinical.icdCode >= letter + first).toBe(true);
      expect(one.clinical.icdCode.slice(0, 3) <= one.icdBlock.slice(4)).toBe(true);
    }
  });

  test('lack nothing that their state asks for', () => {
    for (const one of REFERRALS.filter(({ state }) => state !== 'draft')) {
      const identity = { ...one.identity, birthDate: '1980-01-01' };
      expect(missingIdentity(identity), one.key).toEqual([]);
      expect(missingClinical(one.clinical), one.key).toEqual([]);
      expect(one.consent, one.key).toBeDefined();
    }
  });

  test('move along the table of states', () => {
    for (const one of REFERRALS) {
      let state: string | undefined;
      for (const { to } of one.timeline) {
        if (!to) continue;
        const known = TRANSITIONS.some(
          (step) => step.to === to && (step.from as readonly string[]).includes(state ?? ''),
        );
        expect(known || state === undefined, `${one.key}: ${state} → ${to}`).toBe(true);
        state = to;
      }
      expect(state).toBe(one.state);
    }
  });

  test('tell nothing of the patient in what is broadcast', () => {
    for (const one of REFERRALS) {
      const identity = { ...one.identity, birthDate: '1964-05-17' };
      for (const text of [one.request, one.teaser]) {
        for (const words of Object.values(text ?? {})) {
          expect(tracesIn(words, identity), `${one.key}: ${words}`).toEqual([]);
        }
      }
    }
  });

  test('are offered to hospitals that have the department, none of them paused', () => {
    for (const one of REFERRALS) {
      for (const offer of one.offers) {
        const { departments } = orgOf(offer.org);
        const found = assess(
          { ...one, requires: [] },
          {
            departments: departments.map((each) => ({
              ...each,
              capacityUntil: null,
              capacityReviewedOn: null,
            })),
            capabilities: [],
            certifications: [],
            membership: { status: 'active', until: null },
          },
          WEIGHTS.referral,
          '2026-01-01',
        );
        expect(found.obstacles, `${one.key} at ${offer.org}`).toEqual([]);
        if (offer.takes) {
          const { earliestDays: _, ...takes } = offer.takes;
          expect(Acceptance.safeParse({ ...takes, earliestOn: '2026-01-01' }).success).toBe(true);
        }
      }
    }
  });

  test('are of people who cannot exist', () => {
    for (const { identity } of REFERRALS) {
      expect(identity.passport).toMatch(/^(XX\d{7})?$/);
      expect(identity.phone).toMatch(/^\+000 /);
      expect(identity.email).toMatch(/^(case\d@patients\.example)?$/);
      expect(identity.address).toMatch(/^(.*\(fictional\))?$/);
    }
  });
});
