import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { partyOf, type DocumentData } from '#server/platform/documents/index.ts';
import { label } from '#server/platform/i18n/label.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { readIdentified, type ReferralRow } from '#server/referrals/index.ts';
import type { Acceptance, Label } from '#server/referrals/schemas.ts';
import type { SummaryKind, SummaryLang } from './plain.ts';
import type { SummaryWords } from './schemas.ts';

type Known = {
  sex: 'female' | 'male' | 'other' | 'unknown';
  partner: Label;
  hospital: Label;
  answer: Acceptance;
  admittedOn: string | null;
  dischargedOn: string | null;
  heldAt: Date | null;
};

type Paper =
  | { kind: 'returnSummary'; data: DocumentData<'returnSummary'> }
  | { kind: 'secondOpinion'; data: DocumentData<'secondOpinion'> };

/** What was written back as its paper takes it, 返書 or 意見書: from the doctor who wrote to the one who sent. */
export async function paperOf(
  { tx, ring }: { tx: Tx; ring: KeyRing },
  row: ReferralRow,
  words: SummaryWords,
  kind: SummaryKind,
  lang: SummaryLang,
): Promise<Paper> {
  const [known] = await tx.sql<Known>`
    SELECT r.sex, p.name AS partner, h.name AS hospital, f.answer,
           s.admitted_on::text AS "admittedOn", s.discharged_on::text AS "dischargedOn",
           (SELECT max(q.held_at) FROM second_opinion q
             WHERE q.referral_id = r.id AND q.org_id = r.accepted_org_id) AS "heldAt"
      FROM referral r JOIN organisation p ON p.id = r.partner_org_id
      JOIN organisation h ON h.id = r.accepted_org_id JOIN offer f ON f.id = r.accepted_offer_id
      LEFT JOIN referral_stay s ON s.referral_id = r.id
     WHERE r.id = ${row.id}`;
  const { sex, partner, hospital, answer, admittedOn, dischargedOn, heldAt } = known!;
  const identity = await readIdentified(tx, ring, row.id);
  const say = (text: Label) => label(text, lang);
  const common = {
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
    ...words[lang],
  };
  return kind === 'opinion'
    ? { kind: 'secondOpinion', data: { ...common, heldOn: heldAt ? dayInJapan(heldAt) : '' } }
    : {
        kind: 'returnSummary',
        data: { ...common, admittedOn: admittedOn ?? '', dischargedOn: dischargedOn ?? '' },
      };
}
