import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { partyOf, type DocumentData } from '#server/platform/documents/index.ts';
import { readIdentified, type ReferralRow } from '#server/referrals/index.ts';
import type { Acceptance, Label } from '#server/referrals/schemas.ts';
import type { SummaryLang } from './plain.ts';
import type { SummaryWords } from './schemas.ts';

type Known = {
  sex: 'female' | 'male' | 'other' | 'unknown';
  partner: Label;
  hospital: Label;
  answer: Acceptance;
  admittedOn: string | null;
  dischargedOn: string | null;
};

/** A return summary as the paper 返書 takes it: from the doctor who treated to the one who sent. */
export async function paperOf(
  { tx, ring }: { tx: Tx; ring: KeyRing },
  row: ReferralRow,
  words: SummaryWords,
  lang: SummaryLang,
): Promise<DocumentData<'returnSummary'>> {
  const [known] = await tx.sql<Known>`
    SELECT r.sex, p.name AS partner, h.name AS hospital, f.answer,
           s.admitted_on::text AS "admittedOn", s.discharged_on::text AS "dischargedOn"
      FROM referral r JOIN organisation p ON p.id = r.partner_org_id
      JOIN organisation h ON h.id = r.accepted_org_id JOIN offer f ON f.id = r.accepted_offer_id
      LEFT JOIN referral_stay s ON s.referral_id = r.id
     WHERE r.id = ${row.id}`;
  const { sex, partner, hospital, answer, admittedOn, dischargedOn } = known!;
  const identity = await readIdentified(tx, ring, row.id);
  const say = (text: Label) => text[lang] || text.ja || text.en || '';
  return {
    to: partyOf({
      name: say(partner),
      person: identity.referrerName,
      phone: identity.referrerPhone,
    }),
    from: partyOf({
      name: say(hospital),
      department: answer.department,
      person: answer.physician,
    }),
    patient: {
      name: `${identity.familyName} ${identity.givenName}`.trim(),
      nativeName: identity.nativeName,
      sex,
      birthDate: identity.birthDate,
      nationality: identity.nationality,
      passport: '',
      address: '',
      phone: '',
      occupation: '',
    },
    caseCode: row.code,
    admittedOn: admittedOn ?? '',
    dischargedOn: dischargedOn ?? '',
    ...words[lang],
  };
}
