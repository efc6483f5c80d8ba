/** A hospital's box in the form: its name holds the id, so that each is a field of its own. */
export const HOSPITAL = 'hospital.';

/** The pages that carry the form: of a case under way, and as a step of a case that is being written. */
export type ConsentPage = 'case' | 'edit';

const NOT_TYPED = ['version', 'then', 'reason', 'words', 'recorded'];

/** What of a sent form belongs to the consent, and not to the page that carried it. */
export function ofConsent(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !NOT_TYPED.includes(name)));
}
