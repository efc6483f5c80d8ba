import type { AllergyIntolerance, CodeableConcept, CompositionSection, Flag, MedicationStatement, Reference, Resource } from '@medplum/fhirtypes'; // prettier-ignore
import { wordsOf } from '#server/platform/documents/index.ts';
import type { CaseParts } from '../parts.ts';
import { lean } from './lean.ts';
import { head, refTo, type Making } from './making.ts';

/**
 * The coded lists of a case: as the outline tells them, and from the clinical stage on as they were
 * entered. `none` and `unknown` are codes like others, so that a list that was never asked for differs.
 */
export const CARE_LISTS = [
  { list: 'medications', words: 'medication', title: 'Medication', type: 'MedicationStatement' },
  { list: 'allergies', words: 'allergy', title: 'Allergies', type: 'AllergyIntolerance' },
  { list: 'infections', words: 'infection', title: 'Infections', type: 'Flag' },
  { list: 'implants', words: 'implant', title: 'Implants', type: 'Flag' },
] as const;
type CareList = (typeof CARE_LISTS)[number];

const english = wordsOf('en', '');

function listsOf({ teaser, clinical }: Pick<CaseParts, 'teaser' | 'clinical'>) {
  const lists: Record<CareList['list'], readonly string[]> = clinical
    ? {
        medications: clinical.medicationCodes,
        allergies: clinical.allergyCodes,
        infections: clinical.infectionCodes,
        implants: clinical.implantCodes,
      }
    : teaser.care;
  return CARE_LISTS.map((each) => ({ ...each, codes: lists[each.list] }));
}

type Parts = Parameters<typeof listsOf>[0];

const keyOf = ({ type, words }: CareList, code: string) => `${type} ${words} ${code}`;

export function careResources(making: Making, parts: Parts): Resource[] {
  return listsOf(parts).flatMap((each) => each.codes.map((code) => resourceOf(making, each, code)));
}

export function careReferences(making: Making, parts: Parts): Reference[] {
  return listsOf(parts).flatMap((each) =>
    each.codes.map((code) => refTo(making, each.type, keyOf(each, code))),
  );
}

/** The lists for people to read, line by line. */
export function careLines(parts: Parts): string[] {
  return listsOf(parts)
    .filter(({ codes }) => codes.length > 0)
    .map(
      ({ title, words, codes }) =>
        `${title}: ${codes.map((code) => english.codeWord(words, code)).join(', ')}`,
    );
}

function resourceOf(making: Making, of: CareList, code: string): Resource {
  const coded: CodeableConcept = {
    coding: [
      {
        system: making.systems[of.words],
        code,
        display: english.codeWord(of.words, code),
      },
    ],
  };
  const own = head(making, keyOf(of, code));
  const patient = refTo(making, 'Patient');
  if (of.type === 'AllergyIntolerance') {
    return lean<AllergyIntolerance>({
      resourceType: 'AllergyIntolerance',
      ...own,
      clinicalStatus: {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
            code: 'active',
          },
        ],
      },
      code: coded,
      patient,
    });
  }
  if (of.type === 'MedicationStatement') {
    return lean<MedicationStatement>({
      resourceType: 'MedicationStatement',
      ...own,
      status: code === 'unknown' ? 'unknown' : 'active',
      medicationCodeableConcept: coded,
      subject: patient,
    });
  }
  return lean<Flag>({
    resourceType: 'Flag',
    ...own,
    status: 'active',
    code: coded,
    subject: patient,
  });
}

export function careSection(
  making: Making,
  parts: Parts,
  narrative: (lines: readonly string[]) => CompositionSection['text'],
): CompositionSection[] {
  const lines = careLines(parts);
  if (lines.length === 0) return [];
  return [
    lean<CompositionSection>({
      title: 'What to prepare for',
      text: narrative(lines),
      entry: careReferences(making, parts),
    }),
  ];
}
