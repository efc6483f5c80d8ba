/** How a patient gets about, as wards of Japanese hospitals ask it: 独歩, 介助歩行, 車いす, ストレッチャー; an infant is carried. */
export const MOBILITIES = ['walks', 'assisted', 'wheelchair', 'stretcher', 'carried'] as const;
export const INTERPRETING = ['needed', 'notNeeded'] as const;
export const DIETS = [
  'halal',
  'kosher',
  'vegetarian',
  'vegan',
  'noPork',
  'noBeef',
  'lowSalt',
  'diabetic',
  'soft',
  'other',
] as const;

/** Answers that stand in place of a list. */
export const UNLISTED = ['none', 'unknown'] as const;

/** Medicines by what a hospital must prepare for: bleeding, blood sugar, infection, papers for the import. */
export const MEDICATIONS = [
  'anticoagulant',
  'antiplatelet',
  'insulin',
  'oralAntidiabetic',
  'steroid',
  'immunosuppressant',
  'chemotherapy',
  'opioid',
  'psychotropic',
  'antiepileptic',
  'other',
] as const;
export const ALLERGIES = [
  'penicillin',
  'cephalosporin',
  'otherAntibiotic',
  'nsaid',
  'localAnaesthetic',
  'contrastMedium',
  'latex',
  'alcohol',
  'food',
  'other',
] as const;
/** What Japanese hospitals screen for on admission. */
export const INFECTIONS = [
  'hbv',
  'hcv',
  'hiv',
  'htlv1',
  'syphilis',
  'tuberculosis',
  'mrsa',
  'vre',
  'esbl',
  'cpe',
  'otherResistant',
  'other',
] as const;
export const IMPLANTS = [
  'cardiacDevice',
  'neurostimulator',
  'cochlearImplant',
  'infusionPump',
  'mechanicalValve',
  'stentOrGraft',
  'aneurysmClip',
  'shunt',
  'orthopaedic',
  'portOrCatheter',
  'other',
] as const;

/**
 * As hospitals that are asked are told them, until the clinical summary is open to them: a single
 * virus or device is rare enough to point to somebody, what it asks of the ward is not.
 */
const INFECTION_GROUP = {
  hbv: 'bloodborne',
  hcv: 'bloodborne',
  hiv: 'bloodborne',
  htlv1: 'bloodborne',
  syphilis: 'bloodborne',
  tuberculosis: 'tuberculosis',
  mrsa: 'resistant',
  vre: 'resistant',
  esbl: 'resistant',
  cpe: 'resistant',
  otherResistant: 'resistant',
  other: 'other',
} as const satisfies Record<(typeof INFECTIONS)[number], string>;
const IMPLANT_GROUP = {
  cardiacDevice: 'active',
  neurostimulator: 'active',
  cochlearImplant: 'active',
  infusionPump: 'active',
  mechanicalValve: 'passive',
  stentOrGraft: 'passive',
  aneurysmClip: 'passive',
  shunt: 'passive',
  orthopaedic: 'passive',
  portOrCatheter: 'passive',
  other: 'passive',
} as const satisfies Record<(typeof IMPLANTS)[number], string>;
export const INFECTION_GROUPS = ['bloodborne', 'tuberculosis', 'resistant', 'other'] as const;
export const IMPLANT_GROUPS = ['active', 'passive'] as const;

type Unlisted = (typeof UNLISTED)[number];
export type Listed<Code extends string> = (Unlisted | Code)[];

/** The lists of codes of a clinical summary. */
export type CareCodes = {
  medicationCodes: Listed<(typeof MEDICATIONS)[number]>;
  allergyCodes: Listed<(typeof ALLERGIES)[number]>;
  infectionCodes: Listed<(typeof INFECTIONS)[number]>;
  implantCodes: Listed<(typeof IMPLANTS)[number]>;
};

/** What of them the outline says. */
export type ToldCare = {
  medications: Listed<(typeof MEDICATIONS)[number]>;
  allergies: Listed<(typeof ALLERGIES)[number]>;
  infections: Listed<(typeof INFECTION_GROUPS)[number]>;
  implants: Listed<(typeof IMPLANT_GROUPS)[number]>;
};

/** Each code once, and "none" or "unknown" alone. */
export function isOneAnswer(codes: readonly string[]): boolean {
  if (new Set(codes).size < codes.length) return false;
  return codes.length < 2 || !UNLISTED.some((each) => codes.includes(each));
}

/** The lists as the outline says them, in the order of the vocabularies. */
export function toldCare(codes: CareCodes): ToldCare {
  const pooled = <Code extends string, Group extends string>(
    list: Listed<Code>,
    group: Record<Code, Group>,
    order: readonly Group[],
  ): Listed<Group> => {
    const groups = list.map((code) => (isUnlisted(code) ? code : group[code]));
    return [...UNLISTED, ...order].filter((each) => groups.includes(each));
  };
  return {
    medications: codes.medicationCodes,
    allergies: codes.allergyCodes,
    infections: pooled(codes.infectionCodes, INFECTION_GROUP, INFECTION_GROUPS),
    implants: pooled(codes.implantCodes, IMPLANT_GROUP, IMPLANT_GROUPS),
  };
}

function isUnlisted(code: string): code is Unlisted {
  return code === 'none' || code === 'unknown';
}
