import { z } from 'zod';
import { REFERRAL_STATES } from '#server/platform/access/matrix.ts';

const line = z.string().trim().max(300);
const prose = z.string().trim().max(8000);
const day = z.iso.date();
const yen = z.number().int().min(0).max(1_000_000_000);

/** Who issues, receives or vouches. The address is one line a row; what is empty is not printed. */
export const Party = z.strictObject({
  name: line,
  department: line.default(''),
  person: line.default(''),
  title: line.default(''),
  address: line.default(''),
  phone: line.default(''),
  fax: line.default(''),
  email: line.default(''),
});
export type Party = z.output<typeof Party>;
/** A party of whom these are known. */
export function partyOf(known: Partial<Party>): Party {
  return Party.parse({ name: '', ...known });
}

/** The patient as in the passport; `nativeName` as written at home. */
export const PatientFacts = z.strictObject({
  name: line,
  nativeName: line.default(''),
  sex: z.enum(['female', 'male', 'other', 'unknown']),
  birthDate: z.union([day, z.literal('')]).default(''),
  /** ISO 3166-1 alpha-2. */
  nationality: line.default(''),
  passport: line.default(''),
  address: line.default(''),
  phone: line.default(''),
  occupation: line.default(''),
});
export type PatientFacts = z.output<typeof PatientFacts>;

const Companion = z.strictObject({
  name: line,
  relation: line,
  birthDate: z.union([day, z.literal('')]).default(''),
  passport: line.default(''),
});
const Stay = z.strictObject({ from: day, to: day });

/**
 * 医療機関による受診等予定証明書: one form with the guarantor's letter of guarantee, which a patient
 * hands in with the application for a visa for medical stay. Ministry of Foreign Affairs,
 * https://www.mofa.go.jp/mofaj/toko/visa/medical/ (for medical institutions, and for guarantors).
 */
const visitCertificate = z.strictObject({
  patient: PatientFacts,
  companions: z.array(Companion).max(9).default([]),
  purpose: z.enum(['treatment', 'checkup', 'dental', 'recuperation', 'other']),
  diagnosis: line,
  plan: prose,
  inpatient: z.boolean(),
  entries: z.enum(['single', 'multiple']),
  stay: Stay,
  /** The hospital's rough sum in yen, where it is known. */
  costYen: yen.nullable().default(null),
  hospital: Party,
  physician: line,
  guarantor: Party.extend({
    /** A: travel agencies registered with the Japan Tourism Agency. B: coordinators registered with METI. */
    list: z.enum(['A', 'B']),
    registration: line,
  }),
});

const EstimateLine = z.strictObject({
  text: line,
  /** 診療報酬点数, priced per point; without it the amounts stand as they are. */
  points: z.strictObject({ low: yen, high: yen }).nullable().default(null),
  low: yen.default(0),
  high: yen.default(0),
});

/**
 * 概算見積書. Hospitals price patients from abroad per point of the fee schedule; the Ministry of
 * Health's manual for receiving foreign patients asks for an estimate beforehand, with its range, its
 * assumptions and what becomes of the deposit (外国人患者の受入れのための医療機関向けマニュアル).
 */
const estimate = z.strictObject({
  patient: PatientFacts.pick({ name: true }),
  caseCode: line,
  version: z.number().int().min(1),
  hospital: Party,
  diagnosis: line,
  plan: prose,
  yenPerPoint: z.number().int().min(1).max(1000),
  lines: z.array(EstimateLine).min(1).max(60),
  validUntil: day,
  assumptions: z.array(line).max(20),
  deposit: z
    .strictObject({ amount: yen, dueOn: z.union([day, z.literal('')]), terms: prose })
    .nullable(),
});

/** 受入承諾書: the hospital's word to the coordinator that it takes the patient, and on what terms. */
const acceptance = z.strictObject({
  to: Party,
  patient: PatientFacts,
  caseCode: line,
  hospital: Party,
  department: line,
  physician: line,
  diagnosis: line,
  plan: prose,
  inpatient: z.boolean(),
  arrivalOn: day,
  stayDays: z.number().int().min(1).max(366).nullable(),
  conditions: z.array(line).max(12),
});

/**
 * 診療情報提供書, with the fields of form 11 of the notice on the medical fee schedule (別紙様式11) as
 * hospitals ask for them from abroad.
 */
const codes = z.array(line).max(20).default([]);
/** What a ward prepares for, as codes: lists may say `none` or `unknown` instead. */
const Care = z.strictObject({
  medications: codes,
  allergies: codes,
  infections: codes,
  implants: codes,
  mobility: line.default(''),
  interpreter: line.default(''),
  /** BCP 47. */
  interpreterLang: line.default(''),
  diet: codes,
});
export type Care = z.output<typeof Care>;

const referralLetter = z.strictObject({
  to: Party,
  from: Party,
  patient: PatientFacts,
  caseCode: line,
  diagnosis: line,
  icdCode: line.default(''),
  purpose: prose,
  history: prose,
  course: prose,
  treatment: prose,
  medications: prose,
  allergies: prose,
  infections: prose.default(''),
  implants: prose.default(''),
  care: Care.prefault({}),
  remarks: prose,
});

/**
 * 治療予定表: asked for with a visa for several entries, and with the papers for a certificate of
 * eligibility (Immigration Services Agency, 特定活動8).
 */
const treatmentSchedule = z.strictObject({
  patient: PatientFacts,
  hospital: Party,
  physician: line,
  diagnosis: line,
  entries: z.enum(['single', 'multiple']),
  steps: z
    .array(
      z.strictObject({
        from: day,
        to: day,
        place: z.enum(['outpatient', 'inpatient', 'abroad']),
        text: line,
      }),
    )
    .min(1)
    .max(40),
  note: prose,
});

/** 退院時サマリー・返書: what the doctor who sent the patient needs to go on with the care. */
const returnSummary = z.strictObject({
  to: Party,
  from: Party,
  patient: PatientFacts,
  caseCode: line,
  admittedOn: z.union([day, z.literal('')]),
  dischargedOn: z.union([day, z.literal('')]),
  diagnosis: prose,
  treatment: prose,
  medication: prose,
  followUp: prose,
});

/**
 * セカンドオピニオン意見書: what a doctor in Japan thinks of a patient from the documents and a meeting by
 * video, for the doctor who sent them. Nobody was examined or treated for it, which the paper says.
 */
const secondOpinion = z.strictObject({
  to: Party,
  from: Party,
  patient: PatientFacts,
  caseCode: line,
  heldOn: z.union([day, z.literal('')]),
  diagnosis: prose,
  treatment: prose,
  medication: prose,
  followUp: prose,
});

/**
 * A whole case for reading on paper: what its reader's side may see, with who had it printed and when
 * on every page. Empty fields are not printed.
 */
const caseRecord = z.strictObject({
  mark: z.strictObject({ person: line, organisation: line, at: z.iso.datetime(), export: line }),
  caseCode: line,
  state: z.enum(REFERRAL_STATES),
  sender: line,
  hospital: line,
  officer: line,
  patient: PatientFacts,
  kin: line,
  request: prose,
  specialty: line,
  urgency: z.enum(['urgent', 'soon', 'routine']),
  wanted: line,
  payer: z.enum(['', 'self', 'insurer', 'government', 'employer', 'charity', 'other']),
  companions: z.number().int().min(0),
  /** BCP 47. */
  languages: z.array(line),
  diagnosis: line,
  icdCode: line,
  summary: prose,
  history: prose,
  findings: prose,
  treatment: prose,
  medications: prose,
  allergies: prose,
  infections: prose,
  implants: prose,
  mobility: prose,
  budget: prose,
  care: Care.prefault({}),
  consent: z
    .strictObject({
      version: z.number().int(),
      givenOn: day,
      covers: z.array(
        z.enum(['platform', 'broadcast', 'hospital', 'documents', 'abroad', 'opinion', 'status']),
      ),
      /** The last day, `YYYY-MM-DD`; null until it is taken back. */
      validTo: day.nullable(),
      now: z.enum(['inForce', 'withdrawn', 'lapsed']),
    })
    .nullable(),
  course: z.array(z.strictObject({ on: day, state: z.enum(REFERRAL_STATES) })),
  papers: z.array(z.strictObject({ number: line, kind: line, on: day })),
});

const part = z.strictObject({ key: line, title: line, text: prose });
const labelled = z.strictObject({ label: line, value: line });

/** 同意書: its words are finished before they come here, since a wording that was signed never changes. */
const consent = z.strictObject({
  title: line,
  lead: prose,
  facts: z.array(labelled).max(12),
  parts: z.array(part).max(12),
  stages: z
    .strictObject({
      title: line,
      columns: z.tuple([line, line]),
      rows: z.array(z.strictObject({ key: line, who: line, what: prose })).max(12),
    })
    .nullable(),
  agreed: z.strictObject({
    title: line,
    items: z.array(z.strictObject({ cover: line, text: line, agreed: z.boolean() })).max(12),
  }),
  statement: prose,
  explained: line,
  sign: z.array(line).max(12),
});

const fact = z.strictObject({ label: line, value: prose });
const facts = z.array(fact).max(20);

/**
 * An application to a support programme, as far as its reader may see it. The entries are words of the
 * forum in the language of the paper before they come here; what is empty is left out.
 */
const consortiumApplication = z.strictObject({
  lead: line,
  facts,
  summary: prose,
  roles: z
    .array(z.strictObject({ role: line, task: line, organisation: line, consent: line }))
    .max(60),
  conditions: z.array(fact).max(20),
  source: line,
  checks: z.array(z.strictObject({ text: line, state: line })).max(30),
  schedule: z.strictObject({
    note: prose,
    steps: z.array(z.strictObject({ on: day, text: line, state: line })).max(30),
  }),
});

/**
 * 同意書 of a member of a consortium. Programmes ask for one of each member (METI: コンソーシアム構成員等の
 * 同意書); where a programme has a form of its own, that one is signed.
 */
const consortiumConsent = z.strictObject({
  lead: line,
  organisation: line,
  facts,
  role: prose,
  /** When the signed form was handed to the lead, by the organisation's own word. */
  handedOn: z.union([day, z.literal('')]),
});

const changed = z.strictObject({
  on: z.union([day, z.literal('')]).default(''),
  until: z.union([day, z.literal('')]).default(''),
});
/**
 * 予定の変更・中止の報告 of a guarantor. It holds nothing of the patient, whose lines are filled in by hand.
 */
const visaChange = z.strictObject({
  caseCode: line,
  change: z.enum(['dates', 'companions', 'hospital', 'stayEnded', 'cancelled']),
  before: changed,
  after: changed,
  planned: Stay,
  hospital: line,
  guarantor: z.strictObject({
    name: line,
    list: z.union([z.enum(['A', 'B']), z.literal('')]),
    registration: line,
  }),
  certificate: z.strictObject({ number: line, on: z.union([day, z.literal('')]) }),
});

/** The papers the forum prints, each with the data it takes. */
export const documentSchemas = {
  visitCertificate,
  estimate,
  acceptance,
  referralLetter,
  treatmentSchedule,
  returnSummary,
  secondOpinion,
  caseRecord,
  consent,
  consortiumApplication,
  consortiumConsent,
  visaChange,
} as const;

export type DocumentKind = keyof typeof documentSchemas;
export type DocumentData<Kind extends DocumentKind> = z.output<(typeof documentSchemas)[Kind]>;
/** Papers of a case, which are ordered and kept; the others are printed while they are sent. */
export type CaseDocumentKind = Exclude<DocumentKind, `consortium${string}` | 'visaChange'>;
export const DOCUMENT_KINDS = Object.keys(documentSchemas) as DocumentKind[];
/** What each number begins with. */
export const NUMBER_PREFIX: Record<DocumentKind, string> = {
  visitCertificate: 'VC',
  estimate: 'ES',
  acceptance: 'AC',
  referralLetter: 'RL',
  treatmentSchedule: 'TS',
  returnSummary: 'RS',
  secondOpinion: 'SO',
  caseRecord: 'CR',
  consent: 'CF',
  consortiumApplication: 'CA',
  consortiumConsent: 'CC',
  visaChange: 'VR',
};
