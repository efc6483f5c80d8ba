import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  DEMO_PASSWORD,
  homeOrgOf,
  idOf,
  ORGANISATIONS,
  PEOPLE,
  personOf,
  SIGN_INS,
} from './cast.ts';
import { fiscalYearEnd, monthsFrom, weekdayFrom, workdayFrom } from './dates.ts';

type Vocabularies = Record<string, { id: string }[]>;
const vocabularies = JSON.parse(
  readFileSync(new URL('data/vocabularies.json', import.meta.url), 'utf8'),
) as Vocabularies;
const idsIn = (vocabulary: string) => new Set(vocabularies[vocabulary]!.map((term) => term.id));

/** Names that a reader might take for the cast's; none of them may appear in it. */
const REAL_NAMES =
  /東京大学|慶應|順天堂|亀田|聖路加|虎の門|国立がん|倉敷中央|藤田医科|徳洲会|済生会|赤十字|Keio|Juntendo|Kameda|St\.? Luke|Toranomon|Mayo|Bumrungrad|Vinmec|Fujitsu|Terumo|Olympus|オリンパス|テルモ|富士フイルム|経済産業省|厚生労働省/i;

describe('the cast', () => {
  test('has the organisations and people that the forum needs', () => {
    const count = (kind: string) => ORGANISATIONS.filter((one) => one.kind === kind).length;
    expect(count('hospital')).toBeGreaterThanOrEqual(6);
    expect(count('society')).toBe(4);
    expect(count('company')).toBe(6);
    expect(count('partner')).toBeGreaterThanOrEqual(3);
    expect(count('facilitator')).toBe(1);
    expect(count('government')).toBe(2);
    expect(count('secretariat')).toBe(1);
    expect(PEOPLE.length).toBeGreaterThanOrEqual(40);
  });

  test('has unique keys, addresses and ids', () => {
    for (const values of [
      ORGANISATIONS.map((one) => one.key),
      PEOPLE.map((one) => one.key),
      PEOPLE.map((one) => one.email),
      [
        ...ORGANISATIONS.map((o) => idOf('organisation', o.key)),
        ...PEOPLE.map((p) => idOf('person', p.key)),
      ],
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('has only addresses that can never receive mail', () => {
    for (const person of PEOPLE) expect(person.email).toMatch(/^[a-z]+@[a-z]+\.example$/);
    for (const one of ORGANISATIONS) expect(one.web).toMatch(/^https:\/\/www\.[a-z]+\.example$/);
  });

  test('names nothing that exists', () => {
    expect(JSON.stringify([ORGANISATIONS, PEOPLE])).not.toMatch(REAL_NAMES);
  });

  test('says every name in four languages', () => {
    for (const one of ORGANISATIONS) {
      for (const name of [one.name, one.shortName, one.city]) {
        expect(Object.keys(name).sort()).toEqual(['en', 'ja', 'ko', 'zh']);
        expect(Object.values(name).every((text) => text.length > 0)).toBe(true);
      }
    }
    for (const lang of ['ja', 'en', 'zh', 'ko']) {
      expect(PEOPLE.some((person) => person.lang === lang)).toBe(true);
    }
  });

  test('uses only terms of the vocabularies', () => {
    const specialties = idsIn('clinicalSpecialties');
    const terms = {
      disease: idsIn('diseases'),
      industry: idsIn('industryCategories'),
      specialty: specialties,
    };
    for (const one of ORGANISATIONS) {
      for (const department of one.departments) expect(specialties).toContain(department.specialty);
      for (const line of one.capabilities) {
        if (line.kind in terms) expect(terms[line.kind as keyof typeof terms]).toContain(line.code);
      }
    }
  });

  test('puts everybody in an organisation of the cast, in roles that fit its kind', () => {
    const kinds = new Map(ORGANISATIONS.map((one) => [one.key, one.kind]));
    for (const membership of PEOPLE.flatMap((person) => person.memberships)) {
      const kind = kinds.get(membership.org);
      expect(kind).toBeDefined();
      const desk = membership.roles.some((role) =>
        ['staff', 'admin', 'privacyOfficer'].includes(role),
      );
      expect(desk).toBe(kind === 'secretariat');
      if (membership.roles.includes('hospitalCoordinator')) expect(kind).toBe('hospital');
    }
  });

  test('has a coordinator in every hospital, people of two organisations, an applicant, one who left', () => {
    for (const hospital of ORGANISATIONS.filter((one) => one.kind === 'hospital')) {
      expect(
        PEOPLE.some((person) =>
          person.memberships.some(
            (m) => m.org === hospital.key && m.roles.includes('hospitalCoordinator'),
          ),
        ),
      ).toBe(true);
    }
    expect(
      PEOPLE.filter((person) => person.memberships.length === 2).length,
    ).toBeGreaterThanOrEqual(2);
    expect(PEOPLE.filter((person) => person.memberships.length === 0)).toHaveLength(1);
    expect(
      PEOPLE.flatMap((p) => p.memberships).filter((m) => m.endedMonths !== undefined),
    ).toHaveLength(1);
    expect(homeOrgOf('mori')).toBe('aoba');
  });

  test('has a hospital with two paused departments and one with a lapsed certificate', () => {
    expect(
      ORGANISATIONS.some(
        (one) => one.departments.filter((d) => d.capacity === 'paused').length === 2,
      ),
    ).toBe(true);
    expect(ORGANISATIONS.some((one) => one.certifications.some((c) => c.toMonths < 0))).toBe(true);
  });

  test('writes names in many scripts, old-form characters among them', () => {
    const written = PEOPLE.map((person) => person.familyName + person.givenName).join(' ');
    for (const script of [
      /髙/,
      /﨑/,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Thai}/u,
      /\p{Script=Arabic}/u,
      /\p{Script=Hangul}/u,
    ]) {
      expect(written).toMatch(script);
    }
    for (const person of PEOPLE.filter((one) => one.nameLang === 'ja')) {
      expect(person.familyReading! + person.givenReading!).toMatch(/^[\p{Script=Katakana}ー]+$/u);
    }
  });
});

describe('the sign-ins', () => {
  test('give every role an account of the cast', () => {
    const roles = SIGN_INS.map((one) => one.role);
    expect(new Set(roles)).toEqual(
      new Set([
        'admin',
        'staff',
        'referralOfficer',
        'privacyOfficer',
        'representative',
        'coordinator',
        'billing',
        'hospital',
        'society',
        'company',
        'partner',
        'facilitator',
        'observer',
        'applicant',
      ]),
    );
    for (const one of SIGN_INS) expect(personOf(one.who).email).toBe(one.email);
  });

  test('share a password that is not weak', () => {
    expect(DEMO_PASSWORD.length).toBeGreaterThanOrEqual(13);
  });
});

describe('ids and dates', () => {
  test('ids are valid and the same each time; those of cases tell no time', () => {
    expect(idOf('person', 'mori')).toBe(idOf('person', 'mori'));
    expect(idOf('person', 'mori')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(idOf('referral', 'valve')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('working days skip the weekend, counted by the Japanese calendar', () => {
    const friday = new Date('2026-11-20T00:14:00Z');
    expect(workdayFrom(friday, 1)).toBe('2026-11-23');
    expect(workdayFrom(friday, -5)).toBe('2026-11-13');
    expect(workdayFrom(new Date('2026-11-20T16:00:00Z'), 0)).toBe('2026-11-21');
    expect(weekdayFrom(friday, 100, 5)).toBe('2027-03-05');
  });

  test('months keep within their days, and the year ends in March', () => {
    const lastOfMonth = new Date('2027-01-31T03:00:00Z');
    expect(monthsFrom(lastOfMonth, 1)).toBe('2027-02-28');
    expect(monthsFrom(lastOfMonth, -2)).toBe('2026-11-30');
    expect(fiscalYearEnd(lastOfMonth)).toBe('2027-03-31');
    expect(fiscalYearEnd(new Date('2027-04-01T00:00:00+09:00'))).toBe('2028-03-31');
  });
});
