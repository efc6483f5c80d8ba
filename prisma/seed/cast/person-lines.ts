import type { CastMembership, CastPerson, Role, Text } from './shape.ts';

export const DOCTOR: Text = { ja: '先生', en: 'Dr', zh: '医生', ko: '선생님' };
export const MR: Text = { ja: '様', en: 'Mr', zh: '先生', ko: '님' };
export const MS: Text = { ja: '様', en: 'Ms', zh: '女士', ko: '님' };

type Written = {
  key: string;
  email: string;
  /** Family name, given name, and both in katakana. */
  name: readonly [family: string, given: string, familyReading: string, givenReading: string];
  latin: string;
  honorific: Text;
  hue: number;
  memberships: readonly CastMembership[];
};

/** Somebody with a Japanese name, at work in Japan and in Japanese. */
export function japanese(of: Written): CastPerson {
  const [familyName, givenName, familyReading, givenReading] = of.name;
  return {
    key: of.key,
    email: of.email,
    familyName,
    givenName,
    nameLang: 'ja',
    familyReading,
    givenReading,
    latinName: of.latin,
    honorific: of.honorific,
    lang: 'ja',
    timeZone: 'Asia/Tokyo',
    hue: of.hue,
    memberships: of.memberships,
  };
}

/** A place in an organisation. */
export function at(
  org: string,
  roles: readonly Role[],
  ja: string,
  en: string,
  sinceMonths = -24,
): CastMembership {
  return { org, roles, title: { ja, en }, sinceMonths };
}
