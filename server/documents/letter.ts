import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { partyOf, type DocumentData } from '#server/platform/documents/index.ts';
import { label } from '#server/platform/i18n/label.ts';
import { readClinical, readIdentified, type ReferralRow } from '#server/referrals/index.ts';
import type { CareCodes } from '#server/referrals/plain.ts';
import type { Acceptance, Label } from '#server/referrals/schemas.ts';

type Lang = 'ja' | 'en';
type Needs = { mobility: string; interpreter: string; interpreterLang: string; diet: string[] };
type Parties = Needs & {
  sex: 'female' | 'male' | 'other' | 'unknown';
  request: Label;
  partner: Label;
  city: Label | null;
  hospital: Label | null;
  answer: Acceptance | null;
};

/** A case as the referral letter tells it, in a language; the other one where a text is in that alone. */
export async function letterOf(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  lang: Lang,
): Promise<DocumentData<'referralLetter'>> {
  const [parties] = await tx.sql<Parties>`
    SELECT r.sex, r.mobility, r.interpreter, r.interpreter_lang AS "interpreterLang", r.diet, r.request, p.name AS partner, p.city, h.name AS hospital, f.answer
      FROM referral r JOIN organisation p ON p.id = r.partner_org_id
      LEFT JOIN organisation h ON h.id = r.accepted_org_id
      LEFT JOIN offer f ON f.id = r.accepted_offer_id
     WHERE r.id = ${row.id}`;
  const { sex, request, partner, city, hospital, answer } = parties!;
  const identity = await readIdentified(tx, ring, row.id);
  const clinical = await readClinical(tx, ring, row.id);
  const say = (text: Label | null) => label(text, lang);
  return {
    to: partyOf({
      name: say(hospital),
      department: answer?.department ?? '',
      person: answer?.physician ?? '',
    }),
    from: partyOf({
      name: say(partner),
      address: say(city),
      person: identity.referrerName,
      phone: identity.referrerPhone,
    }),
    patient: {
      name: `${identity.familyName} ${identity.givenName}`.trim(),
      nativeName: identity.nativeName,
      sex,
      birthDate: identity.birthDate,
      nationality: identity.nationality,
      passport: identity.passport,
      address: identity.address,
      phone: identity.phone,
      occupation: identity.occupation,
    },
    caseCode: row.code,
    diagnosis: clinical.diagnosis,
    icdCode: clinical.icdCode,
    purpose: say(request),
    history: say(clinical.history),
    course: joined(say(clinical.summary), say(clinical.findings)),
    treatment: say(clinical.treatment),
    medications: clinical.medications,
    allergies: clinical.allergies,
    infections: clinical.infections,
    implants: clinical.implants,
    remarks: clinical.mobility,
    care: careOf(clinical, parties!),
  };
}

/** What a case says in codes, as papers take it. */
export function careOf(
  codes: CareCodes,
  { mobility, interpreter, interpreterLang, diet }: Needs,
): DocumentData<'referralLetter'>['care'] {
  return {
    medications: codes.medicationCodes,
    allergies: codes.allergyCodes,
    infections: codes.infectionCodes,
    implants: codes.implantCodes,
    mobility,
    interpreter,
    interpreterLang,
    diet,
  };
}

function joined(...texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== '').join('\n');
}
