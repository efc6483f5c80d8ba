import type { Patient, PatientContact } from '@medplum/fhirtypes';
import type { Identified, Teaser } from '#server/referrals/index.ts';
import { head, type Making } from './making.ts';
import { lean } from './lean.ts';
import {
  COUNTRY,
  IDENTIFIER_TYPE,
  INTERPRETER,
  LANGUAGE,
  NATIONALITY,
  type OwnSystems,
} from './systems.ts';

/**
 * The patient as far as the stage goes. Without identity: sex, age band, country and languages, as they
 * were broadcast. With it: who it is; the age band is then left out, since the birth date says more.
 */
export function patientOf(making: Making, teaser: Teaser, identity: Identified | null): Patient {
  return lean<Patient>({
    resourceType: 'Patient',
    ...head(making, 'Patient'),
    gender: genderOf(teaser.sex),
    communication: teaser.languages.map((code) => ({
      language: { coding: [{ system: LANGUAGE, code }] },
    })),
    ...(identity ? identified(making, identity, teaser) : pseudonymous(making, teaser)),
  });
}

export function genderOf(sex: string): NonNullable<Patient['gender']> {
  return sex === 'female' || sex === 'male' || sex === 'other' ? sex : 'unknown';
}

function pseudonymous({ systems }: Making, teaser: Teaser) {
  const { ageBand, country } = teaser;
  return {
    extension: [
      ageBand ? { url: systems.ageBand, valueString: ageBand } : null,
      ...interpreting(systems, teaser),
    ],
    address: country
      ? [COUNTRY_CODE.test(country) ? { country } : { text: regionName(country) }]
      : [],
  };
}

/** Whether an interpreter is needed, and into which language where it was said. */
function interpreting(systems: OwnSystems, { interpreter, interpreterLang }: Teaser) {
  return [
    interpreter ? { url: INTERPRETER, valueBoolean: interpreter === 'needed' } : null,
    interpreterLang ? { url: systems.interpreterLang, valueCode: interpreterLang } : null,
  ];
}

const COUNTRY_CODE = /^[A-Z]{2}$/;
const regions = new Intl.DisplayNames(['en'], { type: 'region' });

/** A region of the world, where the country is not told: no code of countries, but words. */
function regionName(code: string): string {
  return regions.of(code) ?? code;
}

function identified(making: Making, identity: Identified, teaser: Teaser) {
  const { country } = teaser;
  const { familyName, givenName, nativeName, nationality, passport, phone, email } = identity;
  return {
    extension: [
      nationality
        ? {
            url: NATIONALITY,
            extension: [
              {
                url: 'code',
                valueCodeableConcept: { coding: [{ system: COUNTRY, code: nationality }] },
              },
            ],
          }
        : null,
      identity.occupation
        ? { url: making.systems.occupation, valueString: identity.occupation }
        : null,
      ...interpreting(making.systems, teaser),
    ],
    identifier: [
      { system: making.systems.caseCode, value: making.code },
      passport
        ? { type: { coding: [{ system: IDENTIFIER_TYPE, code: 'PPN' }] }, value: passport }
        : null,
    ],
    name: [
      familyName || givenName
        ? { use: 'official' as const, family: familyName, given: [givenName] }
        : null,
      // As it is written at home.
      nativeName ? { use: 'usual' as const, text: nativeName } : null,
    ],
    birthDate: identity.birthDate,
    telecom: [
      phone ? { system: 'phone' as const, value: phone } : null,
      email ? { system: 'email' as const, value: email } : null,
    ],
    address: identity.address || country ? [{ text: identity.address, country }] : [],
    contact: [kinOf(identity)],
  };
}

function kinOf({ kinName, kinRelation, kinPhone }: Identified): PatientContact | null {
  if (!kinName && !kinPhone) return null;
  return lean<PatientContact>({
    relationship: [{ text: kinRelation }],
    name: { text: kinName },
    telecom: [kinPhone ? { system: 'phone', value: kinPhone } : null],
  });
}
