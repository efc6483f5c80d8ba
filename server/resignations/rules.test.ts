import { describe, expect, it } from 'vitest';
import { faultOfLastDay, isTypedName, proposedLastDay } from './rules.ts';

describe('the last day of a membership', () => {
  it('is today at the earliest and a year from now at the latest', () => {
    expect(faultOfLastDay('2026-11-27', '2026-11-27')).toBeNull();
    expect(faultOfLastDay('2027-11-28', '2026-11-27')).toBeNull();
    expect(faultOfLastDay('2026-11-26', '2026-11-27')).toBe('inThePast');
    expect(faultOfLastDay('2027-11-29', '2026-11-27')).toBe('tooFar');
  });

  it('is proposed as the end of the fiscal year that is a month away or more', () => {
    expect(proposedLastDay('2026-11-27')).toBe('2027-03-31');
    expect(proposedLastDay('2027-03-01')).toBe('2027-03-31');
    expect(proposedLastDay('2027-03-02')).toBe('2028-03-31');
  });
});

describe('the name that is typed to confirm', () => {
  const names = { ja: '青葉大学病院', en: 'Aoba University Hospital' };

  it('is that of any language, whatever its case, width and blanks', () => {
    expect(isTypedName(' aoba  university HOSPITAL', names)).toBe(true);
    expect(isTypedName('Ａｏｂａ University Hospital', names)).toBe(true);
    expect(isTypedName('青葉大学病院', names)).toBe(true);
  });

  it('is the whole name and not nothing', () => {
    expect(isTypedName('Aoba', names)).toBe(false);
    expect(isTypedName('　', { ...names, zh: '' })).toBe(false);
  });
});
