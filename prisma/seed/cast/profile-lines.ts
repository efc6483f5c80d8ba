import type { CastCapability } from './shape.ts';

/** A language that patients or partners can be served in (BCP 47). */
export function language(code: string, ja: string, en: string): CastCapability {
  return { kind: 'language', code, evidence: { ja, en } };
}

/** A country that the organisation has worked with (ISO 3166-1). */
export function country(code: string, ja: string, en: string): CastCapability {
  return { kind: 'country', code, evidence: { ja, en } };
}

/** A disease of the vocabulary in which the organisation has experience. */
export function disease(code: string, ja: string, en: string): CastCapability {
  return { kind: 'disease', code, evidence: { ja, en } };
}

/** An imaging modality by its code of DICOM. */
export function modality(code: string, ja: string, en: string): CastCapability {
  return { kind: 'modality', code, evidence: { ja, en } };
}

/** A line that its organisation changed some days ago, and that the secretariat has not looked at since. */
export function changed(
  line: CastCapability,
  days: number,
  by: string,
  ja: string,
  en: string,
): CastCapability {
  return { ...line, changed: { days, by, before: { ja, en } } };
}

/** An industry category of the vocabulary. */
export function industry(code: string, ja: string, en: string): CastCapability {
  return { kind: 'industry', code, evidence: { ja, en } };
}

/** A clinical specialty of the vocabulary that a society or a partner represents. */
export function specialty(code: string, ja: string, en: string): CastCapability {
  return { kind: 'specialty', code, evidence: { ja, en } };
}

/** Patients whom a hospital does not take, as a range of ICD-10. */
export function outOfScope(code: string, ja: string, en: string): CastCapability {
  return { kind: 'outOfScope', code, evidence: { ja, en } };
}
