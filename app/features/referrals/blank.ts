import type { CaseData } from './case-data.ts';

/** The parts of a case that a draft fills, each with the pieces that are all missing while it is empty. */
const PARTS = {
  identity: [
    'identity.familyName',
    'identity.givenName',
    'identity.birthDate',
    'identity.passport',
  ],
  clinical: ['clinical.diagnosis', 'clinical.summary'],
  facts: ['facts.specialty', 'facts.country', 'facts.sex', 'facts.languages', 'facts.request'],
} as const;

/** Whether nothing of a part, or of all of them, has been entered in a draft. */
export function isBlank({ meta, missing }: CaseData, part?: keyof typeof PARTS): boolean {
  const pieces = part ? PARTS[part] : Object.values(PARTS).flat();
  return meta.state === 'draft' && pieces.every((piece) => missing.includes(piece));
}
