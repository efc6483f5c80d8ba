import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import {
  ABROAD_UNKNOWN,
  CONSENT_TEXT_LANGS,
  CONSENT_TEXT_VERSION,
  CONSENT_TEXT_VERSIONS,
  MOST_ABROAD,
  SIGNER_RELATIONS,
  WITHOUT_OPINION,
  WITHOUT_STATUS,
} from '../plain.ts';
import {
  calendarDay,
  CaseCode,
  CONSENT_COVERS,
  CONSENT_GIVERS,
  CONSENT_METHODS,
  COUNTRIES,
  OpenWhy,
} from '../schemas.ts';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function isLanguage(tag: string): boolean {
  try {
    return LANGUAGES.of(tag) !== undefined;
  } catch {
    return false;
  }
}

/** What a consent says beside its wording. What is left out follows from the case. */
const terms = {
  textVersion: z.enum(CONSENT_TEXT_VERSIONS).default(CONSENT_TEXT_VERSION),
  /** Of the wording; left out: the language of the explanation, or English. */
  textLang: z.enum(CONSENT_TEXT_LANGS).optional(),
  /** In which it is explained: the tag of a language (BCP 47). */
  lang: z.string().min(2).max(12).refine(isLanguage, { message: 'unknownRecord' }),
  covers: z.array(z.enum(CONSENT_COVERS)).min(1),
  orgIds: z.array(id('organisation')).max(50).default([]),
  orgClass: z.enum(['offeredHospitals']).nullable().default(null),
  /** Left out: the sender's country. */
  abroadCountries: z.array(z.enum(COUNTRIES)).max(MOST_ABROAD).default([]),
  abroadUnknown: z.enum(ABROAD_UNKNOWN).nullable().default(null),
  validTo: z.union([z.literal(''), calendarDay]).default(''),
};

type Terms = z.output<z.ZodObject<typeof terms>>;

const NAMES_HOSPITALS = {
  holds: (c: Terms) => !c.covers.includes('hospital') || c.orgClass !== null || c.orgIds.length > 0,
  says: { path: ['orgIds'], message: 'required' },
};
/** By name or by class: both at once would print as one and open to the other. */
const NAMES_ONE_WAY = {
  holds: (c: Terms) => c.orgClass === null || c.orgIds.length === 0,
  says: { path: ['orgIds'], message: 'invalid' },
};
/** Where the country is open, the person is told which ones it may be. */
const NAMES_COUNTRIES = {
  holds: (c: Terms) =>
    !c.covers.includes('abroad') || c.abroadUnknown === null || c.abroadCountries.length > 0,
  says: { path: ['abroadCountries.0'], message: 'required' },
};

/** Nobody agrees to what the wording does not say. */
const SAYS_WHAT_IT_COVERS = {
  holds: ({ covers, textVersion }: Terms) =>
    (!covers.includes('opinion') || !WITHOUT_OPINION.includes(textVersion)) &&
    (!covers.includes('status') || !WITHOUT_STATUS.includes(textVersion)),
  says: { path: ['covers'], message: 'invalid' },
};

export const ConsentPaper = z
  .strictObject({ code: CaseCode, ...terms, ...OpenWhy.shape })
  .refine(NAMES_HOSPITALS.holds, NAMES_HOSPITALS.says)
  .refine(NAMES_ONE_WAY.holds, NAMES_ONE_WAY.says)
  .refine(SAYS_WHAT_IT_COVERS.holds, SAYS_WHAT_IT_COVERS.says)
  .refine(NAMES_COUNTRIES.holds, NAMES_COUNTRIES.says);

export const RecordConsent = z
  .strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    ...terms,
    givenBy: z.enum(CONSENT_GIVERS),
    /** Who signed in the patient's place, and what they are to the patient. */
    signer: z.string().trim().max(120).default(''),
    relation: z.enum(SIGNER_RELATIONS).nullable().default(null),
    method: z.enum(CONSENT_METHODS),
    givenOn: calendarDay,
  })
  .refine(NAMES_HOSPITALS.holds, NAMES_HOSPITALS.says)
  .refine(NAMES_ONE_WAY.holds, NAMES_ONE_WAY.says)
  .refine(SAYS_WHAT_IT_COVERS.holds, SAYS_WHAT_IT_COVERS.says)
  .refine(NAMES_COUNTRIES.holds, NAMES_COUNTRIES.says)
  .refine((c) => c.givenBy === 'patient' || c.signer !== '', {
    path: ['signer'],
    message: 'required',
  })
  .refine((c) => c.givenBy === 'patient' || c.relation !== null, {
    path: ['relation'],
    message: 'required',
  });
