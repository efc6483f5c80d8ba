/** A hospital's box in the form: its name holds the id, so that each is a field of its own. */
export const HOSPITAL = 'hospital.';
