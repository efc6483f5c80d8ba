export {
  DOCUMENT_KINDS,
  documentSchemas,
  NUMBER_PREFIX,
  partyOf,
  type CaseDocumentKind,
  type DocumentData,
  type DocumentKind,
  type Party,
  type PatientFacts,
} from './kinds.ts';
export { createPrinter, type Printer } from './printer.ts';
export { titleOf, wordsOf } from './wording.ts';
