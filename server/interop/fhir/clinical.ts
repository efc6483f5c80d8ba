import type { Condition, Observation } from '@medplum/fhirtypes';
import type { Clinical, Teaser } from '#server/referrals/index.ts';
import { concept, head, plain, refTo, type Making } from './making.ts';
import { lean } from './lean.ts';
import { ICD_10, LOINC } from './systems.ts';

/**
 * The texts of the clinical summary and the LOINC code under which each travels. `Observation.language`
 * says which of the two languages it is in; what is kept in one alone has none.
 */
export const CLINICAL_PARTS = {
  summary: { loinc: '51848-0', title: 'Evaluation note' },
  history: { loinc: '10164-2', title: 'History of present illness' },
  findings: { loinc: '29545-1', title: 'Physical findings' },
  treatment: { loinc: '8648-8', title: 'Course of treatment' },
  medications: { loinc: '10160-0', title: 'History of medication use' },
  allergies: { loinc: '48765-2', title: 'Allergies and adverse reactions' },
  infections: { loinc: '11348-0', title: 'History of past illness: infections' },
  implants: { loinc: '46264-8', title: 'History of medical device use' },
  mobility: { loinc: '47420-5', title: 'Functional status' },
  budget: { loinc: null, title: 'Budget' },
} as const satisfies Partial<Record<keyof Clinical, { loinc: string | null; title: string }>>;
export type ClinicalPart = keyof typeof CLINICAL_PARTS;
export const CLINICAL_PART_NAMES = Object.keys(CLINICAL_PARTS) as ClinicalPart[];

/** What ails the patient: the block of ICD-10 that was broadcast, or the sender's code and words. */
export function conditionOf(making: Making, teaser: Teaser, clinical: Clinical | null): Condition {
  const { code, label } = teaser.icdBlock;
  return lean<Condition>({
    resourceType: 'Condition',
    ...head(making, 'Condition'),
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' },
      ],
    },
    code: clinical
      ? lean({
          coding: [
            clinical.icdCode ? { system: ICD_10, code: clinical.icdCode } : null,
            code ? { system: ICD_10, code, display: plain(label) } : null,
          ],
          text: clinical.diagnosis || plain(label),
        })
      : concept(label, code ? [{ system: ICD_10, code, display: plain(label) }] : []),
    subject: refTo(making, 'Patient'),
  });
}

export type Written = { part: ClinicalPart; lang: 'ja' | 'en' | null; text: string };

/** The texts there are, one per language. */
export function writtenIn(clinical: Clinical): Written[] {
  return CLINICAL_PART_NAMES.flatMap((part): Written[] => {
    const text = clinical[part];
    if (typeof text === 'string') return text ? [{ part, lang: null, text }] : [];
    return (['ja', 'en'] as const).flatMap((lang) =>
      text[lang] ? [{ part, lang, text: text[lang] }] : [],
    );
  });
}

export function observationKey({ part, lang }: Written): string {
  return `Observation ${part} ${lang ?? ''}`;
}

export function observationOf(making: Making, written: Written): Observation {
  const { loinc, title } = CLINICAL_PARTS[written.part];
  return lean<Observation>({
    resourceType: 'Observation',
    ...head(making, observationKey(written)),
    language: written.lang,
    status: 'final',
    code: {
      coding: [
        loinc ? { system: LOINC, code: loinc } : null,
        { system: making.systems.part, code: written.part },
      ],
      text: title,
    },
    subject: refTo(making, 'Patient'),
    valueString: written.text,
  });
}
