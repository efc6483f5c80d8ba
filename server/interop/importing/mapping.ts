import {
  ALLERGIES,
  COUNTRIES,
  DIETS,
  IMPLANTS,
  INFECTIONS,
  MEDICATIONS,
  MOBILITIES,
  PATIENT_LANGUAGES,
  PAYERS,
  UNLISTED,
  type CaseFacts,
  type Clinical,
  type Identity,
} from '#server/referrals/schemas.ts';
import { CLINICAL_PARTS, CLINICAL_PART_NAMES, type ClinicalPart } from '../fhir/clinical.ts';
import {
  ICD_10,
  INTERPRETER,
  LOINC,
  NATIONALITY,
  TRANSLATION,
  type OwnSystems,
} from '../fhir/systems.ts';
import type { Concept, Read } from './resources.ts';

/** Says that a value was not taken: where it stands, never what it is. */
export type Leave = (where: string, why: string) => void;
export type Ground = { systems: OwnSystems; leave: Leave };

const SEXES = { female: 'female', male: 'male', other: 'other', unknown: 'unknown' } as const;
const URGENCY = { stat: 'urgent', urgent: 'urgent', asap: 'soon', routine: 'routine' } as const;
const BLOCK = /^[A-Z]\d\d-[A-Z]\d\d$/;

type Told<T> = Partial<Record<keyof T, unknown>>;

export function identityOf(patient: Read<'Patient'>, { systems, leave }: Ground): Told<Identity> {
  const names = patient.name ?? [];
  const main = names.find(({ use }) => use === 'official') ?? names.find(({ family }) => family);
  const home = names.find((name) => name !== main && name.text);
  if (names.length > 2)
    leave('Patient.name', 'two names are kept: the official one and that of home');
  const [address, ...addresses] = patient.address ?? [];
  if (addresses.length > 0) leave('Patient.address', 'the first address is kept');
  const [kin, ...others] = patient.contact ?? [];
  if (others.length > 0) leave('Patient.contact', 'the first contact is kept');
  const passport = patient.identifier?.find(({ type }) => codeIn(type) === 'PPN');
  if ((patient.identifier?.length ?? 0) > (passport ? 1 : 0)) {
    leave('Patient.identifier', 'of identifiers a passport (PPN) is kept');
  }
  const country = patient.extension?.find(({ url }) => url === NATIONALITY);
  const nationality = codeIn(
    country?.extension?.find(({ url }) => url === 'code')?.valueCodeableConcept,
  );
  return {
    familyName: main?.family ?? '',
    givenName: main?.given?.join(' ') ?? '',
    nativeName: home?.text ?? (main?.family ? '' : (main?.text ?? '')),
    birthDate: patient.birthDate ?? '',
    nationality: oneOf(COUNTRIES, nationality, leave, 'Patient.extension(nationality)'),
    passport: passport?.value ?? '',
    occupation: patient.extension?.find(({ url }) => url === systems.occupation)?.valueString ?? '',
    address:
      address?.text ??
      [...(address?.line ?? []), address?.postalCode, address?.city].filter(Boolean).join(', '),
    phone: reached(patient.telecom, 'phone'),
    email: reached(patient.telecom, 'email'),
    kinName:
      kin?.name?.text ?? [kin?.name?.given?.join(' '), kin?.name?.family].filter(Boolean).join(' '),
    kinRelation: kin?.relationship?.[0]?.text ?? '',
    kinPhone: reached(kin?.telecom, 'phone'),
  };
}

export function factsOf(
  request: Read<'ServiceRequest'>,
  patient: Read<'Patient'>,
  condition: Read<'Condition'> | null,
  { systems, leave }: Ground,
): Told<CaseFacts> {
  const priority = request.priority as keyof typeof URGENCY | undefined;
  const extension = (url: string) => request.extension?.find((each) => each.url === url);
  const of = (url: string) => patient.extension?.find((each) => each.url === url);
  const specialty = request.performerType?.coding?.find(
    ({ system }) => system === systems.specialty,
  );
  if (request.performerType && !specialty) {
    leave('ServiceRequest.performerType', `no code of ${systems.specialty}`);
  }
  const languages = (patient.communication ?? []).map(
    ({ language }) => codeIn(language)?.split('-')[0],
  );
  const spoken = PATIENT_LANGUAGES.filter((each) => languages.includes(each));
  if (spoken.length < languages.length)
    leave('Patient.communication', 'a language that forms do not offer');
  const sex = SEXES[patient.gender as keyof typeof SEXES];
  if (patient.gender && !sex) leave('Patient.gender', 'no administrative gender of FHIR');
  const month = (date: string | undefined) => date?.slice(0, 7) ?? '';
  return {
    specialty: specialty?.code ?? '',
    icdBlock: icdOf(condition).find((each) => BLOCK.test(each)) ?? '',
    sex: sex ?? 'unknown',
    country: oneOf(COUNTRIES, patient.address?.[0]?.country, leave, 'Patient.address.country'),
    languages: spoken.slice(0, 5),
    urgency: (priority && URGENCY[priority]) ?? 'routine',
    wantedFrom: month(request.occurrencePeriod?.start ?? request.occurrenceDateTime),
    wantedTo: month(request.occurrencePeriod?.end),
    companions: extension(systems.companions)?.valueInteger ?? 0,
    mobility: oneOf(
      MOBILITIES,
      extension(systems.mobility)?.valueCode,
      leave,
      'ServiceRequest.extension(mobility)',
    ),
    diet: several(
      DIETS,
      (request.extension ?? [])
        .filter(({ url }) => url === systems.diet)
        .map((each) => each.valueCode),
      leave,
      'ServiceRequest.extension(diet)',
    ),
    interpreter: needsInterpreter(of(INTERPRETER)?.valueBoolean),
    interpreterLang: oneOf(
      PATIENT_LANGUAGES,
      of(systems.interpreterLang)?.valueCode,
      leave,
      'Patient.extension(interpreter-language)',
    ),
    payer: oneOf(
      PAYERS,
      extension(systems.payer)?.valueCode,
      leave,
      'ServiceRequest.extension(payer)',
    ),
    request: twoLanguages(request.code, request.language),
  };
}

function needsInterpreter(said: boolean | undefined): CaseFacts['interpreter'] {
  if (said === undefined) return '';
  return said ? 'needed' : 'notNeeded';
}

export type Coded = {
  medications: readonly (Concept | undefined)[];
  allergies: readonly (Concept | undefined)[];
  flags: readonly (Concept | undefined)[];
};

/** The coded lists of the clinical summary, as far as the codes are the forum's own. */
export function codesOf({ medications, allergies, flags }: Coded, ground: Ground): Told<Clinical> {
  const { systems, leave } = ground;
  const list = (
    concepts: Coded['flags'],
    system: string,
    known: readonly string[],
    where: string,
  ) => {
    const codes = concepts.flatMap((each) => each?.coding ?? []);
    const own = codes.filter((each) => each.system === system).map(({ code }) => code);
    return several([...UNLISTED, ...known], own, leave, where);
  };
  return {
    medicationCodes: list(medications, systems.medication, MEDICATIONS, 'MedicationStatement'),
    allergyCodes: list(allergies, systems.allergy, ALLERGIES, 'AllergyIntolerance.code'),
    infectionCodes: list(flags, systems.infection, INFECTIONS, 'Flag.code'),
    implantCodes: list(flags, systems.implant, IMPLANTS, 'Flag.code'),
  };
}

/** Whether a concept is nothing but a code of the forum's own lists. */
export function isOwnCode(of: Concept | undefined, { systems }: Ground): boolean {
  const own: readonly string[] = [
    systems.medication,
    systems.allergy,
    systems.infection,
    systems.implant,
  ];
  return of?.coding?.some(({ system }) => system !== undefined && own.includes(system)) ?? false;
}

/** The texts of the clinical summary, by the code of each observation. */
export function clinicalOf(
  condition: Read<'Condition'> | null,
  observations: readonly Read<'Observation'>[],
  { systems, leave }: Ground,
): Told<Clinical> {
  const codes = icdOf(condition);
  const told: Record<string, unknown> = {
    diagnosis: condition?.code?.text ?? '',
    icdCode: codes.find((each) => !BLOCK.test(each)) ?? '',
  };
  for (const observation of observations) {
    const part = partOf(observation, systems);
    if (!part || !observation.valueString) {
      leave('Observation', 'no text of the clinical summary');
      continue;
    }
    place(told, part, observation);
  }
  return told;
}

const BILINGUAL: readonly ClinicalPart[] = ['summary', 'history', 'findings', 'treatment'];

function place(told: Record<string, unknown>, part: ClinicalPart, of: Read<'Observation'>): void {
  if (!BILINGUAL.includes(part)) {
    told[part] = [told[part], of.valueString].filter(Boolean).join('\n');
    return;
  }
  const lang = of.language?.startsWith('ja') ? 'ja' : 'en';
  const texts = (told[part] ?? {}) as Record<string, string>;
  told[part] = { ...texts, [lang]: [texts[lang], of.valueString].filter(Boolean).join('\n') };
}

function partOf({ code }: Read<'Observation'>, systems: OwnSystems): ClinicalPart | undefined {
  const codings = code.coding ?? [];
  const own = codings.find(({ system }) => system === systems.part)?.code;
  const loinc = codings.find(({ system }) => system === LOINC)?.code;
  return CLINICAL_PART_NAMES.find(
    (part) => part === own || (loinc !== undefined && CLINICAL_PARTS[part].loinc === loinc),
  );
}

function icdOf(condition: Read<'Condition'> | null): string[] {
  return (condition?.code?.coding ?? []).flatMap(({ system, code }) =>
    system === ICD_10 && code ? [code] : [],
  );
}

/** A text and its translations, as far as they are Japanese or English. */
function twoLanguages(of: Concept | undefined, language: string | undefined) {
  const main = language?.startsWith('ja') ? 'ja' : 'en';
  const texts = { ja: '', en: '', [main]: of?.text ?? '' };
  for (const { url, extension = [] } of of?._text?.extension ?? []) {
    const lang = extension.find((each) => each.url === 'lang')?.valueCode;
    const content = extension.find((each) => each.url === 'content')?.valueString;
    if (url === TRANSLATION && (lang === 'ja' || lang === 'en') && content) texts[lang] = content;
  }
  return { ja: texts.ja, en: texts.en };
}

function codeIn(of: Concept | undefined): string | undefined {
  return of?.coding?.find(({ code }) => code)?.code;
}

function reached(
  telecom: readonly { system?: string | undefined; value?: string | undefined }[] | undefined,
  by: 'phone' | 'email',
): string {
  return telecom?.find(({ system }) => system === by)?.value ?? '';
}

function oneOf<T extends string>(
  known: readonly T[],
  value: string | undefined,
  leave: Leave,
  where: string,
): T | '' {
  const found = known.find((each) => each === value);
  if (value && !found) leave(where, 'a code that forms do not offer');
  return found ?? '';
}

/** Those of several codes that the forms offer, in their order and each once. */
function several<T extends string>(
  known: readonly T[],
  values: readonly (string | undefined)[],
  leave: Leave,
  where: string,
): T[] {
  for (const value of values) oneOf(known, value, leave, where);
  return known.filter((each) => values.includes(each));
}
