import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALLERGIES,
  IMPLANTS,
  IMPLANT_GROUPS,
  INFECTIONS,
  INFECTION_GROUPS,
  isOneAnswer,
  MEDICATIONS,
  toldCare,
  UNLISTED,
} from './care-codes.ts';
import { Clinical } from './schemas.ts';

const listOf = <Code extends string>(codes: readonly Code[]) =>
  fc.oneof(fc.constant(['none'] as const), fc.constant(['unknown'] as const), fc.subarray([...codes])); // prettier-ignore

describe('the coded lists of a case', () => {
  test('are told in groups where a single code is rare, and as they are where it is not', () => {
    const told = toldCare({
      medicationCodes: ['anticoagulant'],
      allergyCodes: ['latex'],
      infectionCodes: ['mrsa', 'hiv', 'hbv'],
      implantCodes: ['cardiacDevice', 'shunt', 'stentOrGraft'],
    });
    expect(told).toEqual({
      medications: ['anticoagulant'],
      allergies: ['latex'],
      infections: ['bloodborne', 'resistant'],
      implants: ['active', 'passive'],
    });
  });

  test('never tell which virus, germ or device it is, and never turn something into nothing', () => {
    const codes = fc.record({
      medicationCodes: listOf(MEDICATIONS),
      allergyCodes: listOf(ALLERGIES),
      infectionCodes: listOf(INFECTIONS),
      implantCodes: listOf(IMPLANTS),
    });
    fc.assert(
      fc.property(codes, (entered) => {
        const own = Clinical.parse(entered);
        const { infections, implants } = toldCare(own);
        for (const each of infections) expect([...UNLISTED, ...INFECTION_GROUPS]).toContain(each);
        for (const each of implants) expect([...UNLISTED, ...IMPLANT_GROUPS]).toContain(each);
        expect(infections.length > 0).toBe(own.infectionCodes.length > 0);
        expect(implants.includes('none')).toBe(own.implantCodes.includes('none'));
      }),
    );
  });

  test('say none or unknown alone, and each code once', () => {
    expect([[], ['none'], ['hiv', 'mrsa']].every(isOneAnswer)).toBe(true);
    expect(
      [
        ['none', 'hiv'],
        ['none', 'unknown'],
        ['hiv', 'hiv'],
      ].some(isOneAnswer),
    ).toBe(false);
    expect(Clinical.safeParse({ infectionCodes: ['unknown', 'hiv'] }).success).toBe(false);
  });
});
