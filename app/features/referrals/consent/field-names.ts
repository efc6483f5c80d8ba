/** A hospital's box in the form: its name holds the id, so that each is a field of its own. */
export const HOSPITAL = 'hospital.';

/** The pages that carry the form: of a case under way, and as a step of a case that is being written. */
export type ConsentPage = 'case' | 'edit';
