import { describe, expect, it } from 'vitest';
import type { ProgrammeFact } from '#server/library/index.ts';
import {
  checksOf,
  finalDay,
  firstRoles,
  stepsBefore,
  workingDaysBefore,
  type Standing,
} from './rules.ts';

const said = { ja: '記載', en: 'stated' };
const source = { publisher: said, section: '' };
const fact = <Key extends ProgrammeFact['key']>(
  key: Key,
  value: Extract<ProgrammeFact, { key: Key }>['value'],
) => ({ key, value, said, source, statedOn: '2025' }) as ProgrammeFact;

const NOW: Standing = {
  today: '2026-11-27',
  lead: { kind: 'company', country: 'JP' },
  project: { countries: ['ID'], fields: ['hospital-systems'], goals: true },
  milestones: 1,
  kpis: 0,
  cost: 10_000,
  asked: 8_000,
  currency: 'JPY',
  targetOn: null,
  roles: [
    { kind: 'lead', required: true, org: { kind: 'company', consent: true } },
    { kind: 'partner', required: true, org: null },
  ],
};
const stateOf = (facts: ProgrammeFact[], key: string, now = NOW) =>
  checksOf(facts, now).find((check) => check.key === key)?.state;

describe('what an application needs', () => {
  it('is not judged where the programme does not state it', () => {
    for (const key of [
      'open',
      'applicant',
      'applicantCountry',
      'partners',
      'amountCap',
      'costShare',
    ]) {
      expect(stateOf([], key), key).toBe('notStated');
    }
  });

  it('is met, or stands against the programme, as the stated condition says', () => {
    expect(stateOf([fact('applicantCountries', { codes: ['SG'] })], 'applicantCountry')).toBe(
      'unmet',
    );
    expect(stateOf([fact('applicants', { kinds: ['company'] })], 'applicant')).toBe('met');
    expect(stateOf([fact('deadline', { on: '2025-05-19' })], 'open')).toBe('unmet');
    expect(stateOf([fact('deadline', { on: '2026-11-27' })], 'open')).toBe('met');
    expect(stateOf([fact('partners', { kinds: ['partner'] })], 'partners')).toBe('missing');
  });

  it('an amount is held against a cap of its own currency and a share of the costs, to the unit', () => {
    const cap = [fact('amountCap', { amount: 8_000, currency: 'JPY' })];
    expect(stateOf(cap, 'amountCap')).toBe('met');
    expect(stateOf(cap, 'amountCap', { ...NOW, asked: 8_001 })).toBe('unmet');
    expect(stateOf(cap, 'amountCap', { ...NOW, currency: 'USD' })).toBe('missing');
    expect(stateOf([fact('costShare', { percent: 80 })], 'costShare')).toBe('met');
    expect(stateOf([fact('costShare', { percent: 79 })], 'costShare')).toBe('unmet');
  });

  it('a theme outside the codes is no refusal, for the words name more', () => {
    expect(stateOf([fact('themes', { fields: ['surgical-robots'] })], 'themes')).toBe('notStated');
  });

  it('counts needed roles and the consent forms of those who take part', () => {
    const checks = checksOf([], NOW);
    expect(checks.find(({ key }) => key === 'roles')).toMatchObject({ done: 1, of: 2 });
    expect(checks.find(({ key }) => key === 'consents')).toMatchObject({ done: 1, of: 1 });
  });
});

describe('the day to be ready by', () => {
  it('is the programme’s deadline while it lies ahead, then the day the members aim at', () => {
    const now = { ...NOW, targetOn: '2027-02-01' };
    expect(finalDay([fact('deadline', { on: '2027-01-15' })], now)).toEqual({
      on: '2027-01-15',
      from: 'programme',
    });
    expect(finalDay([fact('deadline', { on: '2025-05-19' })], now)?.from).toBe('members');
    expect(finalDay([], NOW)).toBeNull();
  });

  it('is counted back in Japanese working days, over weekends and holidays', () => {
    expect(workingDaysBefore('2026-11-24', 1)).toBe('2026-11-20');
    expect(workingDaysBefore('2026-05-07', 1)).toBe('2026-05-01');
  });

  it('a step is late only where the forum knows that it is not done', () => {
    const steps = stepsBefore('2026-12-10', checksOf([], NOW), NOW);
    const states = Object.fromEntries(steps.map(({ key, state }) => [key, state]));
    expect(states).toMatchObject({
      roles: 'late',
      outline: 'done',
      budget: 'done',
      draft: 'passed',
      submit: 'ahead',
    });
  });
});

it('an application starts with its lead, who the programme asks for, and who is usual abroad', () => {
  expect(firstRoles([fact('partners', { kinds: ['partner'] })], 'company')).toEqual([
    { kind: 'lead', required: true },
    { kind: 'partner', required: true },
    { kind: 'hospital', required: false },
  ]);
});
