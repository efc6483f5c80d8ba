import { z } from 'zod';
import { CERTIFICATIONS } from '#server/matching/schemas.ts';
import {
  ALLERGIES,
  DIETS,
  IMPLANTS,
  INFECTIONS,
  INTERPRETING,
  isOneAnswer,
  MEDICATIONS,
  MOBILITIES,
  UNLISTED,
} from './care-codes.ts';
import { WIDENING_STEPS } from './rules/widening.ts';

export { casePath } from './plain.ts';
export {
  ALLERGIES,
  DIETS,
  IMPLANTS,
  INFECTIONS,
  MEDICATIONS,
  MOBILITIES,
  UNLISTED,
} from './care-codes.ts';

/** How soon a hospital should answer, and by that how long its clock runs. */
export const URGENCIES = ['urgent', 'soon', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const SEXES = ['female', 'male', 'other', 'unknown'] as const;
export const PAYERS = ['self', 'insurer', 'government', 'employer', 'charity', 'other'] as const;

/** Why a hospital declines; `other` asks for a comment. */
export const DECLINE_REASONS = [
  'noCapacity',
  'outsideSpecialty',
  'notTreatable',
  'tooUnstable',
  'insufficientInformation',
  'costOrPayer',
  'languageSupport',
  'duplicate',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const CANCEL_REASONS = [
  'patientWish',
  'treatedElsewhere',
  'condition',
  'cost',
  'visa',
  'death',
  'duplicate',
  'other',
] as const;

/** Why the hospital that has a case gives it back. */
export const RELEASE_REASONS = [
  'noCapacity',
  'condition',
  'notTreatable',
  'insufficientInformation',
  'costOrPayer',
  'noContact',
  'other',
] as const;

/** Why the chooser takes none of the answers. */
export const NONE_REASONS = ['price', 'date', 'patientWish', 'conditionChanged', 'other'] as const;

/** Why a patient goes on to another institution. */
export const ONWARD_REASONS = [
  'furtherTreatment',
  'outsideSpecialty',
  'rehabilitation',
  'patientWish',
  'other',
] as const;

/** Why a case should never have been. */
export const ERROR_REASONS = ['duplicate', 'wrongPatient', 'test', 'other'] as const;

/** Why the officer sends a case back to where it came from. */
export const RETURN_REASONS = [
  'missingDocuments',
  'unclearRequest',
  'consentIncomplete',
  'notSuitable',
  'other',
] as const;

/**
 * Why the case officer opens a patient's data; asked once a session and case, kept in the audit and
 * shown in the access log. `other` asks for words.
 */
export const OPEN_REASONS = [
  'intakeReview',
  'teaser',
  'question',
  'correction',
  'emergency',
  'other',
] as const;
export type OpenReason = (typeof OPEN_REASONS)[number];
export const OPEN_WORDS_LIMIT = 200;

/** What a patient's consent may cover. */
export const CONSENT_COVERS = [
  'platform',
  'broadcast',
  'hospital',
  'documents',
  'abroad',
  'opinion',
  'status',
] as const;
export type ConsentCover = (typeof CONSENT_COVERS)[number];
/** What a case may end with beside a journey. */
export type Outcome = 'opinion';
export const CONSENT_GIVERS = ['patient', 'guardian', 'representative'] as const;
export const CONSENT_METHODS = ['written', 'electronic', 'witnessed'] as const;
/** Languages a patient may be served in (BCP 47), as the forms offer them. */
export const PATIENT_LANGUAGES = [
  'en',
  'zh',
  'ko',
  'vi',
  'th',
  'id',
  'mn',
  'ru',
  'ar',
  'fa',
  'ms',
  'my',
  'km',
  'lo',
  'ne',
  'hi',
  'bn',
  'fil',
  'es',
  'pt',
  'fr',
  'de',
  'tr',
  'uz',
  'kk',
  'ja',
] as const;

/** Countries the forms offer first to last by code (ISO 3166-1 alpha-2). */
export const COUNTRIES = [
  'AE',
  'AU',
  'BD',
  'BH',
  'BN',
  'BR',
  'CA',
  'CN',
  'DE',
  'EG',
  'ES',
  'FR',
  'GB',
  'HK',
  'ID',
  'IN',
  'IQ',
  'IR',
  'IT',
  'JO',
  'KG',
  'KH',
  'KR',
  'KW',
  'KZ',
  'LA',
  'LB',
  'LK',
  'MM',
  'MN',
  'MX',
  'MY',
  'NG',
  'NP',
  'NZ',
  'OM',
  'PG',
  'PH',
  'PK',
  'PW',
  'QA',
  'RU',
  'SA',
  'SG',
  'TH',
  'TJ',
  'TR',
  'TW',
  'UA',
  'US',
  'UZ',
  'VN',
] as const;

export const CODE_PATTERN = /^[0-9A-HJKMNP-TV-Z]{8}-[0-9A-HJKMNP-TV-Z*~$=U]$/;
/** A case code as it is stored and as it stands in addresses: `K7QF2M9X-3`. */
export const CaseCode = z.string().trim().regex(CODE_PATTERN, 'invalid');

const line = (max: number) => z.string().trim().max(max).default('');
const prose = (max: number) => z.string().trim().max(max).default('');
const month = z
  .union([z.literal(''), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'invalid')])
  .default('');
export const calendarDay = z.iso.date('invalid');

/** What an officer says on opening a patient's data: a reason of the list, and words beside it. */
export const OpenWhy = z.strictObject({
  reason: z.enum(OPEN_REASONS).optional(),
  words: z.string().trim().max(OPEN_WORDS_LIMIT).default(''),
});

/** A question about a case, or the answer to one. */
export const QuestionText = z.string().trim().min(1).max(1000);

/** What the officer advises with a case that goes back to its sender. */
export const ADVICE_LIMIT = 2000;
export const Advice = z.string().trim().min(1).max(ADVICE_LIMIT);

/** A text in the two languages of the broadcast. */
export const TwoLanguages = z.strictObject({ ja: prose(2000), en: prose(2000) });

/** How far each fact is widened before hospitals read it. */
export const Told = z.strictObject({
  place: z.enum(WIDENING_STEPS.place),
  age: z.enum(WIDENING_STEPS.age),
  disease: z.enum(WIDENING_STEPS.disease),
  sex: z.enum(WIDENING_STEPS.sex),
});

/** What may be read without opening the patient: coded facts, as the partner enters them. */
export const CaseFacts = z.strictObject({
  specialty: line(80),
  icdBlock: line(16),
  sex: z.enum(SEXES).default('unknown'),
  country: z.union([z.literal(''), z.enum(COUNTRIES)]).default(''),
  languages: z.array(z.enum(PATIENT_LANGUAGES)).max(5).default([]),
  urgency: z.enum(URGENCIES).default('routine'),
  wantedFrom: month,
  wantedTo: month,
  companions: z.number().int().min(0).max(9).default(0),
  payer: z.union([z.literal(''), z.enum(PAYERS)]).default(''),
  mobility: z.union([z.literal(''), z.enum(MOBILITIES)]).default(''),
  interpreter: z.union([z.literal(''), z.enum(INTERPRETING)]).default(''),
  /** Where it is another than the patient’s first language. */
  interpreterLang: z.union([z.literal(''), z.enum(PATIENT_LANGUAGES)]).default(''),
  /** For the hospital that has the case; those that are asked do not learn it. */
  diet: z.array(z.enum(DIETS)).max(DIETS.length).default([]),
  request: TwoLanguages.prefault({}),
});
export type CaseFacts = z.output<typeof CaseFacts>;

/** Who the patient is: sealed with the case's key in `referral_identity.sealed`, as JSON. */
export const Identity = z.strictObject({
  familyName: line(80),
  givenName: line(80),
  /** The name as written at home: Cyrillic, Arabic, Thai, Chinese characters … */
  nativeName: line(120),
  birthDate: z.union([z.literal(''), calendarDay]).default(''),
  nationality: z.union([z.literal(''), z.enum(COUNTRIES)]).default(''),
  passport: line(40),
  address: line(300),
  phone: line(60),
  email: line(254),
  occupation: line(120),
  kinName: line(120),
  kinRelation: line(60),
  kinPhone: line(60),
  referrerName: line(120),
  referrerPhone: line(60),
});
export type Identity = z.output<typeof Identity>;

/** Codes of a list, or that there are none, or that nobody knows; empty as long as nothing was said. */
const listed = <Code extends string>(codes: readonly Code[]) =>
  z
    .array(z.enum([...UNLISTED, ...codes]))
    .max(codes.length)
    .refine(isOneAnswer, 'invalid')
    .default([]);

const ClinicalProse = z.strictObject({ ja: prose(6000), en: prose(6000) });

/** What ails the patient, in words: sealed with the case's key in `referral_clinical.sealed`. */
export const Clinical = z.strictObject({
  diagnosis: line(300),
  /** ICD-10, as precise as the sender knows it: I35.0. */
  icdCode: line(12),
  /** As the sender wrote it, and in the other of the two languages. */
  summary: ClinicalProse.prefault({}),
  history: ClinicalProse.prefault({}),
  findings: ClinicalProse.prefault({}),
  /** What was done so far, and how it went: 治療経過. */
  treatment: ClinicalProse.prefault({}),
  medicationCodes: listed(MEDICATIONS),
  allergyCodes: listed(ALLERGIES),
  infectionCodes: listed(INFECTIONS),
  implantCodes: listed(IMPLANTS),
  medications: prose(3000),
  allergies: prose(1000),
  infections: prose(1000),
  implants: prose(1000),
  mobility: line(200),
  budget: line(200),
});
export type Clinical = z.output<typeof Clinical>;

/**
 * Who in the hospital decided, and on which day of Japan: often another person, and before the day on
 * which somebody enters it. Left out, it was decided on that day.
 */
const decidedOn = calendarDay.optional();
const decidedBy = z.string().trim().max(120).optional();

/** A hospital's answer, as kept in `offer.answer`. Acceptance is no estimate. */
export const Acceptance = z.strictObject({
  department: z.string().trim().min(1).max(120),
  physician: z.string().trim().min(1).max(120),
  earliestOn: calendarDay,
  note: prose(1000),
  decidedOn,
  decidedBy,
});
export type Acceptance = z.output<typeof Acceptance>;

/** Rough prices are in yen, which have no smaller unit. */
const yen = z.number().int().min(0).max(1_000_000_000);

/** A willing answer while answers are collected: rough, and no estimate. */
export const Willing = z.strictObject({
  department: z.string().trim().min(1).max(120),
  priceLow: yen,
  priceHigh: yen,
  earliestOn: calendarDay,
  validUntil: calendarDay,
  note: prose(1000),
});
export type Willing = z.output<typeof Willing> & { currency: 'JPY' };

export const Refusal = z
  .strictObject({ reason: z.enum(DECLINE_REASONS), comment: prose(2000), decidedOn, decidedBy })
  .refine(({ reason, comment }) => reason !== 'other' || comment.length > 0, {
    path: ['comment'],
    message: 'required',
  });
export type Refusal = z.output<typeof Refusal>;
export type Answer = Acceptance | Refusal | Willing;

/** Certificates without which the officer asks no hospital. */
export const Requires = z.array(z.enum(CERTIFICATIONS)).max(CERTIFICATIONS.length).default([]);

export type Label = Partial<Record<'ja' | 'en' | 'zh' | 'ko', string | null>>;
