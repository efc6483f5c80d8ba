import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import { notFound } from '#server/platform/errors.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { ReferralRow } from './access.ts';
import { WIDENING_COLUMNS } from './guard.ts';
import { toldCare, type ToldCare } from './care-codes.ts';
import {
  Clinical,
  type Answer,
  type Identity,
  type Label,
  type Outcome,
  type Urgency,
} from './schemas.ts';
import { openCaseKey, openClinical, openIdentity, openToldCare } from './sealing.ts';
import { WITHOUT_CARE, type ConsentTextVersion } from './plain.ts';
import { sideOf } from './side.ts';
import { OPEN_STATUSES, type OfferStatus } from './rules/offers.ts';
import { GROUP_OF, type Group } from './rules/states.ts';
import {
  ASPECTS,
  NARROWEST,
  toldFacts,
  WIDENING_STEPS,
  type Aspect,
  type Widening,
  type Withheld,
} from './rules/widening.ts';

/**
 * What leaves the server of a case, one type and one function per stage. Each function names the
 * columns it reads and reads no others; identity and clinical text have no other reader.
 */

/** That a case is there, where it stands and when it is due. Nothing of the patient. */
export type Meta = {
  code: string;
  state: ReferralState;
  group: Group;
  mode: 'COLLECT' | 'FIRST_ACCEPT';
  urgency: Urgency;
  specialty: Label | null;
  version: number;
  createdAt: string;
  submittedAt: string | null;
  answerDeadline: string | null;
  closedAt: string | null;
  /** What it ended with where it was no journey. */
  outcome: Outcome | null;
};
export const META_KEYS = [
  'code',
  'state',
  'group',
  'mode',
  'urgency',
  'specialty',
  'version',
  'createdAt',
  'submittedAt',
  'answerDeadline',
  'closedAt',
  'outcome',
] as const satisfies readonly (keyof Meta)[];

/** De-identified, for the broadcast: coded facts and a text that the officer has reviewed. */
export type Teaser = {
  code: string;
  urgency: Urgency;
  specialty: { code: string; label: Label | null };
  icdBlock: { code: string; label: Label | null };
  sex: string;
  ageBand: string;
  country: string;
  languages: string[];
  wantedFrom: string | null;
  wantedTo: string | null;
  companions: number;
  payer: string;
  mobility: string;
  interpreter: string;
  /** The language it is into, and the diet: for those who carry the case. */
  interpreterLang: string;
  diet: string[];
  /** Lists of codes, infections and implants in groups; empty where nothing was said. */
  care: ToldCare;
  request: Label;
  teaser: Label | null;
  reviewedAt: string | null;
  /**
   * What of the patient this reader does not learn: it would be rare enough to point to one person, or
   * (`care`) the wording that the patient agreed to does not name it.
   */
  withheld: (Withheld | 'care')[];
};
export const TEASER_KEYS = [
  'code',
  'urgency',
  'specialty',
  'icdBlock',
  'sex',
  'ageBand',
  'country',
  'languages',
  'wantedFrom',
  'wantedTo',
  'companions',
  'payer',
  'mobility',
  'interpreter',
  'interpreterLang',
  'diet',
  'care',
  'request',
  'teaser',
  'reviewedAt',
  'withheld',
] as const satisfies readonly (keyof Teaser)[];

/**
 * The hospital's own part of a case, which stays with it. Why an offer closed is not said: a hospital
 * that was not chosen learns that it is closed, and no more.
 */
export type OwnAnswer = {
  code: string;
  status: OpenStatus | 'declined' | 'accepted' | 'backup' | 'released' | 'closed';
  sentAt: string | null;
  viewedAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
  answer: Answer | null;
};
export const OWN_ANSWER_KEYS = [
  'code',
  'status',
  'sentAt',
  'viewedAt',
  'answeredAt',
  'closedAt',
  'answer',
] as const satisfies readonly (keyof OwnAnswer)[];

type OpenStatus = (typeof OPEN_STATUSES)[number];

/** What a hospital knows of its own offer after it is closed. */
const OWN = ['declined', 'accepted', 'backup', 'released'] as const;

/** An offer's status as its hospital is told it. */
export function ownStatus(status: OfferStatus): OwnAnswer['status'] {
  const own = OWN.find((each) => each === status);
  if (own) return own;
  return OPEN_STATUSES.find((open) => open === status) ?? 'closed';
}

export type Identified = Identity;
export type { Clinical };

type TeaserColumns = Omit<Teaser, 'specialty' | 'icdBlock' | 'reviewedAt' | 'withheld' | 'care'> & {
  specialty: string;
  specialtyLabel: Label | null;
  icdBlock: string;
  icdLabel: Label | null;
  icdChapter: string;
  chapterLabel: Label | null;
  widening: Widening;
  reviewedAt: Date | null;
  sealedCare: Buffer | null;
  wrappedKey: Buffer | null;
  textVersion: ConsentTextVersion | null;
};

/**
 * The de-identified case. Hospitals that are asked are `told` it as far as the guard against
 * recognising rare patients lets them; those who carry the case read its `own` facts.
 */
export async function readTeaser(
  tx: Tx,
  ring: KeyRing,
  referralId: string,
  reader: 'told' | 'own',
): Promise<Teaser> {
  const row = await teaserColumns(tx, referralId);
  const { specialty, specialtyLabel, icdBlock, icdLabel, icdChapter, chapterLabel, ...rest } = row;
  const { widening, reviewedAt, sealedCare, wrappedKey, textVersion, ...coded } = rest;
  const { disease, ...told } = toldFacts(
    { ...coded, icdBlock, icdChapter },
    reader === 'told' ? widening : NARROWEST,
  );
  return {
    ...coded,
    ...told,
    care:
      sealedCare && wrappedKey
        ? openToldCare(openCaseKey(ring, wrappedKey, referralId), referralId, sealedCare)
        : NOTHING_SAID,
    ...(reader === 'told' && { interpreterLang: '', diet: [] }),
    ...(reader === 'told' && !namesCare(textVersion) && withoutCare(told.withheld)),
    specialty: { code: specialty, label: specialtyLabel },
    icdBlock: diseaseOf(row, disease),
    // An unreviewed text is not yet one for others' eyes.
    teaser: reviewedAt ? coded.teaser : null,
    reviewedAt: reviewedAt?.toISOString() ?? null,
  };
}

const NOTHING_SAID = toldCare(Clinical.parse({}));

/** Whether the patient was told that hospitals which are asked learn what to prepare for. */
function namesCare(wording: ConsentTextVersion | null): boolean {
  return wording !== null && !WITHOUT_CARE.includes(wording);
}

function withoutCare(withheld: readonly Withheld[]) {
  const said = { mobility: '', interpreter: '', care: NOTHING_SAID };
  return { ...said, withheld: [...withheld, 'care' as const] };
}

/** One fact as hospitals would read it at one of its steps; the others are empty. */
export type ToldStep = {
  step: string;
  country: string;
  ageBand: string;
  disease: Teaser['icdBlock'];
  sex: string;
};

/** What hospitals would read of each fact at each of its steps, the narrowest first. */
export async function toldSteps(tx: Tx, referralId: string): Promise<Record<Aspect, ToldStep[]>> {
  const row = await teaserColumns(tx, referralId);
  const at = (aspect: Aspect, step: string): ToldStep => {
    const { disease, ...told } = toldFacts(row, { ...NARROWEST, [aspect]: step });
    const { country, ageBand, sex } = told;
    return { step, country, ageBand, sex, disease: diseaseOf(row, disease) };
  };
  const all = ASPECTS.map(
    (aspect) => [aspect, WIDENING_STEPS[aspect].map((step) => at(aspect, step))] as const,
  );
  return Object.fromEntries(all) as Record<Aspect, ToldStep[]>;
}

/** A block or a chapter with its name. */
function diseaseOf(row: TeaserColumns, code: string): Teaser['icdBlock'] {
  if (code === '') return { code, label: null };
  return { code, label: code === row.icdBlock ? row.icdLabel : row.chapterLabel };
}

async function teaserColumns(tx: Tx, referralId: string): Promise<TeaserColumns> {
  const [row] = await tx.sql<TeaserColumns>`
    SELECT r.code, r.urgency, r.specialty, s.labels AS "specialtyLabel", r.icd_block AS "icdBlock",
           i.labels AS "icdLabel", coalesce(c.code, '') AS "icdChapter", c.labels AS "chapterLabel",
           ${WIDENING_COLUMNS} AS widening, r.sex, r.age_band AS "ageBand", r.country, r.languages,
           to_char(r.wanted_from, 'YYYY-MM') AS "wantedFrom", to_char(r.wanted_to, 'YYYY-MM') AS "wantedTo",
           r.companions, r.payer, r.mobility, r.interpreter, r.interpreter_lang AS "interpreterLang", r.diet,
           r.request, r.teaser, r.teaser_reviewed_at AS "reviewedAt", k.sealed AS "sealedCare",
           r.wrapped_key AS "wrappedKey", (SELECT n.text_version FROM consent n WHERE n.referral_id = r.id
             ORDER BY n.version DESC LIMIT 1) AS "textVersion"
      FROM referral r
      LEFT JOIN told_care k ON k.referral_id = r.id
      LEFT JOIN term s ON s.vocabulary = 'clinicalSpecialties' AND s.code = r.specialty
      LEFT JOIN term i ON i.vocabulary = 'icdBlocks' AND i.code = r.icd_block
      LEFT JOIN term c ON c.vocabulary = 'icdChapters' AND c.code = i.facts->>'chapter'
     WHERE r.id = ${referralId}`;
  if (!row) throw notFound();
  return row;
}

/** Who carries a case reads its coded facts as they are; a hospital that is only asked does not. */
export function teaserReader(row: ReferralRow, actor: Actor): 'told' | 'own' {
  return ['candidate', 'guarantor'].includes(sideOf(row, actor)) ? 'told' : 'own';
}

export async function readClinical(tx: Tx, ring: KeyRing, referralId: string): Promise<Clinical> {
  const [row] = await tx.sql<Sealed>`
    SELECT c.sealed, r.wrapped_key AS "wrappedKey"
      FROM referral_clinical c JOIN referral r ON r.id = c.referral_id WHERE c.referral_id = ${referralId}`;
  if (!row?.wrappedKey) throw notFound();
  return openClinical(openCaseKey(ring, row.wrappedKey, referralId), referralId, row.sealed);
}

export async function readIdentified(
  tx: Tx,
  ring: KeyRing,
  referralId: string,
): Promise<Identified> {
  const [row] = await tx.sql<Sealed>`
    SELECT i.sealed, r.wrapped_key AS "wrappedKey"
      FROM referral_identity i JOIN referral r ON r.id = i.referral_id WHERE i.referral_id = ${referralId}`;
  if (!row?.wrappedKey) throw notFound();
  return openIdentity(openCaseKey(ring, row.wrappedKey, referralId), referralId, row.sealed);
}

type Sealed = { sealed: Buffer; wrappedKey: Buffer | null };

type OwnAnswerColumns = {
  code: string;
  status: OfferStatus;
  sentAt: Date | null;
  viewedAt: Date | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  answer: Answer | null;
};

export async function readOwnAnswer(tx: Tx, offerId: string): Promise<OwnAnswer> {
  const [row] = await tx.sql<OwnAnswerColumns>`
    SELECT r.code, f.status, f.sent_at AS "sentAt", f.viewed_at AS "viewedAt",
           f.answered_at AS "answeredAt", f.closed_at AS "closedAt", f.answer
      FROM offer f JOIN referral r ON r.id = f.referral_id WHERE f.id = ${offerId}`;
  if (!row) throw notFound();
  return {
    code: row.code,
    status: ownStatus(row.status),
    sentAt: row.sentAt?.toISOString() ?? null,
    viewedAt: row.viewedAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    answer: row.answer,
  };
}

type MetaColumns = Omit<
  Meta,
  'group' | 'createdAt' | 'submittedAt' | 'answerDeadline' | 'closedAt'
> & {
  createdAt: Date;
  submittedAt: Date | null;
  answerDeadline: Date | null;
  closedAt: Date | null;
};

export async function readMeta(tx: Tx, referralId: string): Promise<Meta> {
  const [row] = await tx.sql<MetaColumns>`
    SELECT r.code, r.state, r.mode, r.urgency, s.labels AS specialty, r.version, r.created_at AS "createdAt",
           r.submitted_at AS "submittedAt", r.answer_deadline AS "answerDeadline", r.closed_at AS "closedAt", r.outcome
      FROM referral r LEFT JOIN term s ON s.vocabulary = 'clinicalSpecialties' AND s.code = r.specialty
     WHERE r.id = ${referralId}`;
  if (!row) throw notFound();
  return {
    ...row,
    group: GROUP_OF[row.state],
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    answerDeadline: row.answerDeadline?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
