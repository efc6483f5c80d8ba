/** What a line of a capability profile can be about. */
export const LINE_KINDS = [
  'specialty',
  'disease',
  'modality',
  'industry',
  'language',
  'country',
  'outOfScope',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** What a hospital says of itself, and what everybody else does. Devices are entered by nobody here: they have no vocabulary. */
const HOSPITALS: readonly LineKind[] = ['disease', 'modality', 'language', 'country', 'outOfScope'];
const OTHERS: readonly LineKind[] = ['specialty', 'industry', 'disease', 'language', 'country'];

/** The kinds of lines that organisations of a kind keep. */
export function kindsOf(orgKind: string): readonly LineKind[] {
  return orgKind === 'hospital' ? HOSPITALS : OTHERS;
}

/** Imaging and treatment devices by the codes of DICOM (PS3.3 C.7.3.1.1.1), as hospitals list them. */
export const MODALITIES = ['CT', 'MR', 'PT', 'NM', 'US', 'XA', 'MG', 'ES', 'RTIMAGE'] as const;

/** What became of a department or a line. */
export const PROFILE_ACTS = [
  'added',
  'changed',
  'closed',
  'reopened',
  'withdrawn',
  'confirmed',
  'checked',
] as const;
export type ProfileAct = (typeof PROFILE_ACTS)[number];

/** So many days, two years, a line of a profile counts as reviewed. */
export const REVIEW_DAYS = 730;
/** So many days before that its organisation is asked whether it is still so. */
export const REVIEW_ASKED_DAYS = 60;

/** So long a text that a line rests on may be. */
export const EVIDENCE_LENGTH = 200;
export const NAME_LENGTH = 80;
