import { newDataKey, open, seal, unwrapKey, wrapKey } from '#server/platform/crypto/envelope.ts';
import { blindIndex } from '#server/platform/crypto/blind-index.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import type { ToldCare } from './care-codes.ts';
import { Clinical, Identity } from './schemas.ts';

/** A case's own data key and its wrapped form for `referral.wrapped_key`. */
export function newCaseKey(ring: KeyRing, referralId: string): { key: Buffer; wrapped: Buffer } {
  const key = newDataKey();
  return { key, wrapped: wrapKey(ring, key, referralId) };
}

export function openCaseKey(ring: KeyRing, wrapped: Uint8Array, referralId: string): Buffer {
  return unwrapKey(ring, wrapped, referralId);
}

/**
 * Everything that is sealed with a case's key, and by which column its row is known. A test keeps the
 * list whole; a new key for the case and its erasure go by it.
 */
export const SEALED_COLUMNS = [
  { table: 'referral_identity', column: 'sealed', rowId: 'referral_id' },
  { table: 'referral_clinical', column: 'sealed', rowId: 'referral_id' },
  { table: 'told_care', column: 'sealed', rowId: 'referral_id' },
  { table: 'consent_signer', column: 'sealed', rowId: 'consent_id' },
  { table: 'case_paper', column: 'sealed', rowId: 'id' },
  { table: 'case_packet', column: 'sealed', rowId: 'id' },
  { table: 'case_question', column: 'sealed', rowId: 'id' },
  { table: 'case_question', column: 'sealed_answer', rowId: 'id' },
  { table: 'case_message', column: 'sealed', rowId: 'id' },
  { table: 'case_deposit', column: 'sealed', rowId: 'id' },
  { table: 'estimate', column: 'sealed', rowId: 'id' },
  { table: 'return_summary', column: 'sealed', rowId: 'id' },
  { table: 'opinion_link', column: 'sealed', rowId: 'opinion_id' },
  { table: 'appointment_link', column: 'sealed', rowId: 'appointment_id' },
  { table: 'document_order', column: 'sealed', rowId: 'document_id' },
  { table: 'status_link', column: 'sealed', rowId: 'id' },
  { table: 'estimate', column: 'sealed_answer', rowId: 'id' },
  { table: 'case_opening', column: 'sealed_words', rowId: 'id' },
  { table: 'break_glass', column: 'sealed_reason', rowId: 'id' },
  { table: 'break_glass', column: 'sealed_review', rowId: 'id' },
  { table: 'teaser_override', column: 'sealed_reason', rowId: 'id' },
] as const;

type Table = 'referral_identity' | 'referral_clinical' | 'told_care';

export function sealIdentity(key: Uint8Array, referralId: string, identity: Identity): Buffer {
  return seal(key, JSON.stringify(identity), place('referral_identity', referralId));
}

export function sealClinical(key: Uint8Array, referralId: string, clinical: Clinical): Buffer {
  return seal(key, JSON.stringify(clinical), place('referral_clinical', referralId));
}

export function sealToldCare(key: Uint8Array, referralId: string, care: ToldCare): Buffer {
  return seal(key, JSON.stringify(care), place('told_care', referralId));
}

export function openToldCare(key: Uint8Array, referralId: string, sealed: Uint8Array): ToldCare {
  return JSON.parse(open(key, sealed, place('told_care', referralId)).toString('utf8'));
}

// What was sealed before a field was there has none of it.
const NOBODY = Identity.parse({});
const NOTHING = Clinical.parse({});

export function openIdentity(key: Uint8Array, referralId: string, sealed: Uint8Array): Identity {
  const words = open(key, sealed, place('referral_identity', referralId)).toString('utf8');
  return { ...NOBODY, ...JSON.parse(words) };
}

export function openClinical(key: Uint8Array, referralId: string, sealed: Uint8Array): Clinical {
  const words = open(key, sealed, place('referral_clinical', referralId)).toString('utf8');
  return { ...NOTHING, ...JSON.parse(words) };
}

/**
 * The key of a case for whoever seals with it without having locked the case: until the transaction
 * ends, the case gets no other key.
 */
export async function caseKeyToSeal(tx: Tx, ring: KeyRing, referralId: string): Promise<Buffer> {
  await tx.sql`SELECT 1 FROM referral WHERE id = ${referralId} FOR SHARE`;
  return caseKeyOf(tx, ring, referralId);
}

/** The key of a case as it is kept, opened: for what is sealed beside identity and clinical text. */
export async function caseKeyOf(tx: Tx, ring: KeyRing, referralId: string): Promise<Buffer> {
  const [row] = await tx.sql<{ wrapped: Buffer | null }>`
    SELECT wrapped_key AS wrapped FROM referral WHERE id = ${referralId}`;
  if (!row?.wrapped) throw notFound();
  return openCaseKey(ring, row.wrapped, referralId);
}

type QuestionPart = 'sealed' | 'sealed_answer';

/** Words of a question or its answer, bound to their row and case. */
export function sealWords(
  key: Uint8Array,
  referralId: string,
  questionId: string,
  column: QuestionPart,
  words: object,
): Buffer {
  const at = { table: 'case_question', column, rowId: questionId, recordId: referralId };
  return seal(key, JSON.stringify(words), at);
}

export function openWords<T>(
  key: Uint8Array,
  referralId: string,
  questionId: string,
  column: QuestionPart,
  sealed: Uint8Array,
): T {
  const at = { table: 'case_question', column, rowId: questionId, recordId: referralId };
  return JSON.parse(open(key, sealed, at).toString('utf8'));
}

/** The name of who signed a consent, bound to the consent and its case. */
export function sealSigner(
  key: Uint8Array,
  referralId: string,
  consentId: string,
  name: string,
): Buffer {
  return seal(key, name, signerPlace(referralId, consentId));
}

export function openSigner(
  key: Uint8Array,
  referralId: string,
  consentId: string,
  sealed: Uint8Array,
): string {
  return open(key, sealed, signerPlace(referralId, consentId)).toString('utf8');
}

function signerPlace(referralId: string, consentId: string) {
  return { table: 'consent_signer', column: 'sealed', rowId: consentId, recordId: referralId };
}

/** What was said on opening a case's data, bound to its row and case. */
export function sealOpeningWords(
  key: Uint8Array,
  referralId: string,
  openingId: string,
  text: string,
): Buffer {
  return seal(key, text, openingPlace(referralId, openingId));
}

export function openOpeningWords(
  key: Uint8Array,
  referralId: string,
  openingId: string,
  sealed: Uint8Array,
): string {
  return open(key, sealed, openingPlace(referralId, openingId)).toString('utf8');
}

function openingPlace(referralId: string, openingId: string) {
  return {
    table: 'case_opening',
    column: 'sealed_words',
    rowId: openingId,
    recordId: referralId,
  };
}

/**
 * Keyed hashes by which a second case of the same patient is found without opening either: name with
 * birth date and nationality, in both orders of the name; passport; e-mail address and telephone. Null
 * where the fields are not there yet.
 */
export function identityIndexes(ring: KeyRing, identity: Identity) {
  const { familyName, givenName, birthDate, nationality, passport, email } = identity;
  const person = (...name: [string, string]) =>
    familyName && givenName && birthDate && nationality
      ? blindIndex(ring, 'person', [...name, birthDate, nationality].join('\u001f'))
      : null;
  const phone = telephone(identity.phone);
  return {
    person: person(familyName, givenName),
    exchanged: person(givenName, familyName),
    document: passport ? blindIndex(ring, 'document', passport) : null,
    contact: email || phone ? blindIndex(ring, 'contact', email || phone) : null,
    phone: email && phone ? blindIndex(ring, 'contact', phone) : null,
  };
}

/** A number without what people write between its figures, and without the mark of a country's code. */
function telephone(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/[\s()./-]/g, '')
    .replace(/^(\+|00)/, '');
}

function place(table: Table, referralId: string) {
  return { table, column: 'sealed', rowId: referralId, recordId: referralId };
}
