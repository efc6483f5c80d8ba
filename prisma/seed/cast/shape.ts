/** A name in the forum's four languages. */
export type Name = { ja: string; en: string; zh: string; ko: string };

/** Prose or a title in Japanese and English, in Chinese and Korean where the public reads it. */
export type Text = { ja: string; en: string; zh?: string; ko?: string };

export type Lang = 'ja' | 'en' | 'zh' | 'ko';

export type OrgKind =
  'hospital' | 'society' | 'company' | 'government' | 'partner' | 'facilitator' | 'secretariat';

export type Role =
  | 'representative'
  | 'hospitalCoordinator'
  | 'billing'
  | 'member'
  | 'staff'
  | 'admin'
  | 'privacyOfficer';

/** What a department takes on. `untilDays` counts from today: dates are made when the seed runs. */
export type CastDepartment = {
  /** Id of a clinical specialty. */
  specialty: string;
  capacity: 'accepting' | 'limited' | 'paused';
  untilDays?: number;
  /** How many days ago somebody last said so; nine where nothing is given. */
  reviewedDays?: number;
  yearlyCases: number;
};

/** A certificate; validity in months from today, so that a lapsed one stays lapsed. */
export type CastCertification = {
  kind:
    | 'JIH'
    | 'JMIP'
    | 'coordinatorContract'
    | 'AMTAC'
    | 'guarantorA'
    | 'guarantorB'
    | 'ISO13485'
    | 'PrivacyMark';
  number: string;
  fromMonths: number;
  toMonths: number;
};

/** One line of a capability profile: a language, a country, a disease, a modality, an industry, a specialty, what is not taken. */
export type CastCapability = {
  kind: 'language' | 'country' | 'disease' | 'modality' | 'industry' | 'specialty' | 'outOfScope';
  code: string;
  evidence: Text;
  /** Of one that its organisation changed after the secretariat had last looked: how many days ago, and from what. */
  changed?: { days: number; by: string; before: Text };
};

export type CastOrganisation = {
  key: string;
  kind: OrgKind;
  name: Name;
  reading: string;
  shortName: Name;
  monogram: string;
  hue: number;
  city: Name;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Day on which the membership began. */
  since: string;
  /** Of one that was admitted not long ago: how many days, in place of `since`. */
  admittedDays?: number;
  web: string;
  profile: Text;
  departments: readonly CastDepartment[];
  capabilities: readonly CastCapability[];
  certifications: readonly CastCertification[];
};

export type CastMembership = {
  org: string;
  roles: readonly Role[];
  title: Text;
  sinceMonths: number;
  /** Given when the person has left: months from today, negative. */
  endedMonths?: number;
};

export type CastPerson = {
  key: string;
  email: string;
  familyName: string;
  givenName: string;
  /** BCP 47 language of the name as it is written. */
  nameLang: string;
  familyReading?: string;
  givenReading?: string;
  latinName: string;
  /** How others address the person, after the family name in Japanese, before it in English. */
  honorific: Text;
  lang: Lang;
  timeZone: string;
  hue: number;
  memberships: readonly CastMembership[];
};
