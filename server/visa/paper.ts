import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { DocumentData, Party } from '#server/platform/documents/index.ts';
import { label } from '#server/platform/i18n/label.ts';
import { readIdentified, type ReferralRow } from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import type { Registered } from './guarantors.ts';
import type { PaperLang } from './plain.ts';
import { daysFrom } from './rules/days.ts';
import type { Plan } from './rules/items.ts';
import type { OrderPaper } from './schemas.ts';

type Sex = 'female' | 'male' | 'other' | 'unknown';

/** What all papers are made of, read once for all languages. */
export type Ground = {
  code: string;
  patient: Omit<DocumentData<'acceptance'>['patient'], 'occupation'>;
  hospital: Label;
  partner: Label;
  guarantor: Registered | null;
  plan: Plan;
  words: OrderPaper;
  /** The highest sum of the accepted estimate. */
  costYen: number | null;
};

/** The patient and the institutions of a case, for whoever may see who the patient is. */
export async function groundOf(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  more: Pick<Ground, 'plan' | 'guarantor' | 'words'>,
): Promise<Ground> {
  const [of] = await tx.sql<{ sex: Sex; hospital: Label; partner: Label; costYen: number | null }>`
    SELECT r.sex, h.name AS hospital, p.name AS partner,
           (SELECT e.high_yen FROM estimate e WHERE e.referral_id = r.id AND e.org_id = r.accepted_org_id
             AND e.state = 'accepted') AS "costYen"
      FROM referral r JOIN organisation h ON h.id = r.accepted_org_id
      JOIN organisation p ON p.id = r.partner_org_id WHERE r.id = ${row.id}`;
  const { sex, ...parties } = of!;
  const identity = await readIdentified(tx, ring, row.id);
  const patient = {
    name: `${identity.familyName} ${identity.givenName}`.trim(),
    nativeName: identity.nativeName,
    sex,
    birthDate: identity.birthDate,
    nationality: identity.nationality,
    passport: identity.passport,
    address: identity.address,
    phone: identity.phone,
  };
  return { code: row.code, patient, ...parties, ...more };
}

/** 医療機関による受診等予定証明書, with the guarantor's part on the same sheet. */
export function certificateOf(ground: Ground, lang: PaperLang): DocumentData<'visitCertificate'> {
  const { plan, words, guarantor } = ground;
  return {
    patient: { ...ground.patient, occupation: '' },
    companions: words.companions,
    purpose: words.purpose,
    diagnosis: words.diagnosis[lang],
    plan: words.plan[lang],
    inpatient: plan.inpatient,
    entries: plan.way === 'multiple' ? 'multiple' : 'single',
    stay: { from: plan.arrivesOn, to: plan.leavesOn },
    costYen: ground.costYen,
    hospital: party(ground.hospital, lang, words.department),
    physician: words.physician,
    guarantor: {
      ...party(guarantor!.name, lang),
      list: guarantor!.list,
      registration: guarantor!.number,
    },
  };
}

/** 受入承諾書, to the guarantor where there is one, else to the institution that sends the patient. */
export function acceptanceOf(ground: Ground, lang: PaperLang): DocumentData<'acceptance'> {
  const { plan, words, guarantor, partner } = ground;
  return {
    to: party(guarantor?.name ?? partner, lang),
    patient: { ...ground.patient, occupation: '' },
    caseCode: ground.code,
    hospital: party(ground.hospital, lang),
    department: words.department,
    physician: words.physician,
    diagnosis: words.diagnosis[lang],
    plan: words.plan[lang],
    inpatient: plan.inpatient,
    arrivalOn: plan.arrivesOn,
    stayDays: daysFrom(plan.arrivesOn, plan.leavesOn) + 1,
    conditions: words.conditions
      .split('\n')
      .map((each) => each.trim())
      .filter(Boolean),
  };
}

/** 治療予定表, its lines in the order of their days. */
export function scheduleOf(ground: Ground, lang: PaperLang): DocumentData<'treatmentSchedule'> {
  const { plan, words } = ground;
  return {
    patient: { ...ground.patient, occupation: '' },
    hospital: party(ground.hospital, lang, words.department),
    physician: words.physician,
    diagnosis: words.diagnosis[lang],
    entries: plan.way === 'multiple' ? 'multiple' : 'single',
    steps: words.stages
      .filter((stage) => stage !== null)
      .map(({ text, ...stage }) => ({ ...stage, text: text[lang] }))
      .sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to)),
    note: '',
  };
}

function party(name: Label, lang: PaperLang, department = ''): Party {
  return {
    name: label(name, lang),
    department,
    person: '',
    title: '',
    address: '',
    phone: '',
    fax: '',
    email: '',
  };
}
