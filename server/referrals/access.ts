import { noun, sql, type RelationForms, type Sql } from '#server/platform/access/access.ts';
import { actsByDutyOfCare, type Actor } from '#server/platform/access/actor.ts';
import { IN_CARE, type ReferralState } from '#server/platform/access/matrix.ts';
import type { ConsentCover, Outcome, Urgency } from './schemas.ts';
import {
  CARE_STATES,
  hasAccepted,
  isInCare,
  isCandidate,
  isInterested,
  isWithHospital,
  type Consent,
} from './rules/disclosure.ts';
import { INTERESTED_STATUSES, OPEN_STATUSES, type OfferStatus } from './rules/offers.ts';

/** A case as the gate sees it: who belongs to it, who is asked, what the patient agreed to. */
export type ReferralRow = {
  id: string;
  code: string;
  state: ReferralState;
  /** The same, or of an erased case the state before. */
  lastState: ReferralState;
  mode: 'COLLECT' | 'FIRST_ACCEPT';
  version: number;
  urgency: Urgency;
  partnerOrgId: string;
  facilitatorOrgId: string | null;
  officerId: string | null;
  acceptedOfferId: string | null;
  acceptedOrgId: string | null;
  answerDeadline: Date | null;
  clockFrom: Date | null;
  clockPausedAt: Date | null;
  cancelRequestedAt: Date | null;
  /** What a closed case ended with where it was no journey. */
  outcome: Outcome | null;
  offers: { orgId: string; status: OfferStatus }[];
  /** Administrators who have opened the case in an emergency, while their hour lasts. */
  emergencies: { id: string; personId: string; orgId: string; until: string }[];
  /** The consent in force: the newest version, unless it was withdrawn or has run out. */
  consent: Consent | null;
};

/** One hospital's offer with what it needs of its case. */
export type OfferRow = {
  id: string;
  referralId: string;
  code: string;
  state: ReferralState;
  orgId: string;
  status: OfferStatus;
  version: number;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The newest consent of a case, on the alias `c`. */
export const CONSENT_IS_NEWEST = sql`NOT EXISTS (
  SELECT 1 FROM consent later WHERE later.referral_id = c.referral_id AND later.version > c.version)`;

/** Whether a consent `c` has its last day behind it, by the calendar of Japan. */
export const CONSENT_IS_OVER = sql`(c.valid_to IS NOT NULL AND c.valid_to < day_in_japan())`;

/** The consent in force of a case, on the alias `c`. */
export const CONSENT_IN_FORCE = sql`c.withdrawn_at IS NULL AND NOT ${CONSENT_IS_OVER} AND ${CONSENT_IS_NEWEST}`;

/** Whether an emergency access `b` is open; row-level security says it in the same words. */
const EMERGENCY_IS_OPEN = sql`b.ended_at IS NULL AND b.expires_at > forum_now()`;

/** The state of a case `r`; of one whose patient is erased, the state before. */
export const LAST_STATE = sql`(CASE WHEN r.state <> 'erased' THEN r.state ELSE (SELECT e.from_state FROM referral_event e
  WHERE e.referral_id = r.id AND e.type = 'erased' ORDER BY e.at LIMIT 1) END)`;

const REFERRAL_COLUMNS = sql`r.id, r.code, r.state, r.mode, r.version, r.urgency,
  r.partner_org_id AS "partnerOrgId", r.facilitator_org_id AS "facilitatorOrgId",
  r.officer_id AS "officerId", r.accepted_offer_id AS "acceptedOfferId",
  r.accepted_org_id AS "acceptedOrgId", ${LAST_STATE} AS "lastState", r.answer_deadline AS "answerDeadline",
  r.clock_from AS "clockFrom", r.clock_paused_at AS "clockPausedAt",
  r.cancel_requested_at AS "cancelRequestedAt", r.outcome,
  (SELECT coalesce(json_agg(json_build_object('orgId', k.org_id, 'status', k.status)), '[]')
     FROM offer k WHERE k.referral_id = r.id) AS offers,
  (SELECT coalesce(json_agg(json_build_object('id', b.id, 'personId', b.person_id, 'orgId', b.org_id,
      'until', b.expires_at) ORDER BY b.expires_at), '[]')
     FROM break_glass b WHERE b.referral_id = r.id AND ${EMERGENCY_IS_OPEN}) AS emergencies,
  (SELECT json_build_object('id', c.id, 'covers', c.covers, 'orgIds', c.org_ids, 'orgClass', c.org_class)
     FROM consent c WHERE c.referral_id = r.id AND ${CONSENT_IN_FORCE}) AS consent`;

/** Whether the patient's consent covers this hospital, and this for it: a predicate on the case `r`. */
export function consentCovers(orgId: string | null, cover: ConsentCover = 'hospital'): Sql {
  return sql`EXISTS (SELECT 1 FROM consent c WHERE c.referral_id = r.id AND ${CONSENT_IN_FORCE}
    AND c.covers @> ${['hospital', cover]} AND (${orgId}::uuid = ANY (c.org_ids)
      OR (c.org_class = 'offeredHospitals' AND EXISTS (SELECT 1 FROM offer k
        WHERE k.referral_id = r.id AND k.org_id = ${orgId}::uuid AND k.status <> 'queued'))))`;
}

/** Whether hospitals may still answer the case `r`: their time runs, or stands still. */
export function inTime(now: Date): Sql {
  return sql`(r.answer_deadline >= ${now} OR r.clock_paused_at IS NOT NULL)`;
}

function accepted(orgId: string | null): Sql {
  return sql`r.accepted_org_id = ${orgId}::uuid AND r.state = ANY (${[...CARE_STATES]})`;
}

function askedWith(orgId: string | null, statuses: readonly string[]): Sql {
  return sql`r.state = 'broadcasting' AND r.id IN (SELECT k.referral_id FROM offer k
    WHERE k.org_id = ${orgId}::uuid AND k.status = ANY (${[...statuses]}))`;
}

/** A case that was asked for, whatever became of it: erased it counts as what it was before. */
const UNCOUNTED: readonly ReferralState[] = ['draft', 'enteredInError'];
const COUNTED = sql`${LAST_STATE} <> ALL (${[...UNCOUNTED]})`;
const isCounted = (state: ReferralState) => !UNCOUNTED.includes(state);

/** The organisations of a case that a rule holds for, as a predicate on the audience. */
export function orgsWhere(
  row: ReferralRow,
  rule: (row: ReferralRow, orgId: string) => boolean,
): Sql {
  const orgIds = row.offers.map(({ orgId }) => orgId).filter((orgId) => rule(row, orgId));
  return sql`m.org_id = ANY (${orgIds}::uuid[])`;
}

function mine(rule: (row: ReferralRow, orgId: string) => boolean) {
  return (actor: Actor, row: ReferralRow) => actor.orgId !== null && rule(row, actor.orgId);
}

/** By duty of care a hospital has a case only while its patient is in care, and is asked for none. */
function mayKeep(actor: Actor, { state }: { state: ReferralState }): boolean {
  return !actsByDutyOfCare(actor) || isInCare(state);
}
/** The same on a case `r`, and of the audience on the organisation `o`. */
function keptRows(actor: Actor): Sql {
  return actsByDutyOfCare(actor) ? sql`r.state = ANY (${[...IN_CARE]})` : sql`true`;
}
function keptBy({ state }: { state: ReferralState }): Sql {
  return sql`(o.override IS NULL OR ${isInCare(state)}::boolean)`;
}

/** The emergency access that the caller has open to a case. */
export function emergencyOf(actor: Actor, row: ReferralRow) {
  return row.emergencies.find(
    ({ personId, orgId }) => personId === actor.personId && orgId === actor.orgId,
  );
}

/** A patient's case. `rules/disclosure.ts` says in words what C, I and A mean. */
export const referral = noun<ReferralRow>('referral', {
  alias: 'r',
  see: 'referral.viewMeta',
  state: (row) => row.state,
  facts(actor, row) {
    const open = emergencyOf(actor, row);
    return { referralId: row.id, ...(open && { breakGlass: open.id }) };
  },
  async find(tx, key) {
    const where = UUID.test(key) ? sql`r.id = ${key}` : sql`r.code = ${key}`;
    const { rows } = await tx.query<ReferralRow>(
      sql`SELECT ${REFERRAL_COLUMNS} FROM referral r WHERE ${where}`,
    );
    return rows[0] ?? null;
  },
  relations: {
    // For statistics alone: counts of what was asked for, and of what one's organisation had part in.
    P: {
      holds: (_actor, row) => isCounted(row.lastState),
      rows: () => COUNTED,
      people: (row) => sql`${isCounted(row.lastState)}::boolean`,
    },
    O: {
      holds: (actor, row) =>
        isCounted(row.lastState) &&
        actor.orgId !== null &&
        [row.partnerOrgId, row.acceptedOrgId, row.facilitatorOrgId].includes(actor.orgId),
      rows: (actor) =>
        sql`${COUNTED} AND ${actor.orgId}::uuid IN (r.partner_org_id, r.accepted_org_id, r.facilitator_org_id)`,
      people: (row) =>
        sql`${isCounted(row.lastState)}::boolean
          AND m.org_id = ANY (${[row.partnerOrgId, row.acceptedOrgId, row.facilitatorOrgId]}::uuid[])`,
    },
    // Of a case in care a hospital is a candidate when the consent has gone: that half duty of care keeps.
    C: {
      holds: (actor, row) => mine(isCandidate)(actor, row) && mayKeep(actor, row),
      rows: (actor) => sql`((${askedWith(actor.orgId, OPEN_STATUSES)})
        OR (${accepted(actor.orgId)} AND NOT ${consentCovers(actor.orgId)})) AND ${keptRows(actor)}`,
      people: (row) => sql`(${orgsWhere(row, isCandidate)} AND ${keptBy(row)})`,
    },
    I: {
      holds: mine(isInterested),
      rows: (actor) =>
        sql`${askedWith(actor.orgId, INTERESTED_STATUSES)} AND ${consentCovers(actor.orgId)}`,
      people: (row) => orgsWhere(row, isInterested),
    },
    // By duty of care alone only as long as the patient is in care: a case that is closed is closed.
    A: {
      holds: (actor, row) => mine(hasAccepted)(actor, row) && mayKeep(actor, row),
      rows: (actor) =>
        sql`${accepted(actor.orgId)} AND ${keptRows(actor)} AND ${consentCovers(actor.orgId)}`,
      people: (row) => sql`(${orgsWhere(row, hasAccepted)} AND ${keptBy(row)})`,
    },
    R: {
      holds: (actor, row) => actor.orgId === row.partnerOrgId,
      rows: (actor) => sql`r.partner_org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.partnerOrgId}::uuid`,
    },
    G: {
      holds: (actor, row) => actor.orgId !== null && actor.orgId === row.facilitatorOrgId,
      rows: (actor) => sql`r.facilitator_org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.facilitatorOrgId}::uuid`,
    },
    T: {
      holds: (actor, row) => actor.personId !== null && actor.personId === row.officerId,
      rows: (actor) => sql`r.officer_id = ${actor.personId}::uuid`,
      people: (row) => sql`m.person_id = ${row.officerId}::uuid`,
    },
    B: {
      holds: (actor, row) => emergencyOf(actor, row) !== undefined,
      rows: (actor) => sql`EXISTS (SELECT 1 FROM break_glass b WHERE b.referral_id = r.id
        AND b.person_id = ${actor.personId}::uuid AND b.org_id = ${actor.orgId}::uuid AND ${EMERGENCY_IS_OPEN})`,
      people: (row) => sql`(m.person_id, m.org_id) IN (SELECT * FROM unnest(
        ${row.emergencies.map(({ personId }) => personId)}::uuid[],
        ${row.emergencies.map(({ orgId }) => orgId)}::uuid[]))`,
    },
  },
});

async function findOffer(tx: Parameters<typeof referral.find>[0], id: string) {
  const [row] = await tx.sql<OfferRow>`
    SELECT f.id, f.referral_id AS "referralId", r.code, r.state, f.org_id AS "orgId", f.status, f.version
      FROM offer f JOIN referral r ON r.id = f.referral_id WHERE f.id = ${id}`;
  return row ?? null;
}

/**
 * What a hospital was asked, and its own answer, which stays with it. C: my hospital was asked;
 * whether it still is, the case says (`candidacy`). A: it accepted, and has the case.
 */
export const offer = noun<OfferRow>('offer', {
  alias: 'f',
  see: 'referral.viewMeta',
  facts: (_actor, row) => ({ referralId: row.referralId }),
  find: findOffer,
  relations: {
    C: {
      holds: (actor, row) =>
        actor.orgId === row.orgId && row.status !== 'queued' && !actsByDutyOfCare(actor),
      rows: (actor) =>
        sql`f.org_id = ${actor.orgId}::uuid AND f.status <> 'queued' AND ${isAnswerable(actor)}`,
      people: (row) => sql`(m.org_id = ${row.orgId}::uuid AND ${row.status !== 'queued'}::boolean
        AND o.override IS NULL)`,
    },
    A: hasIt(),
  },
});

/** Requests lead to new patients: to whoever acts by duty of care alone they are not there. */
function isAnswerable(actor: Actor): Sql {
  return sql`${!actsByDutyOfCare(actor)}::boolean`;
}

/** A of an offer `f`: my hospital accepted, and has the case still. */
function hasIt(): RelationForms<OfferRow> {
  return {
    holds: (actor, row) => actor.orgId === row.orgId && hasWon(row) && mayKeep(actor, row),
    rows: (actor) => sql`f.org_id = ${actor.orgId}::uuid AND f.status = 'accepted'
      AND EXISTS (SELECT 1 FROM referral r WHERE r.id = f.referral_id
        AND r.state = ANY (${[...CARE_STATES]}) AND ${keptRows(actor)})`,
    people: (row) =>
      sql`(m.org_id = ${row.orgId}::uuid AND ${hasWon(row)}::boolean AND ${keptBy(row)})`,
  };
}

/**
 * The same offer as a door to the case: it is there while the hospital is asked (C) or has accepted
 * (A), and gone for everybody else in the transaction that decides.
 */
export const candidacy = noun<OfferRow>('candidacy', {
  alias: 'f',
  see: 'referral.viewDeid',
  facts: (_actor, row) => ({ referralId: row.referralId }),
  find: findOffer,
  relations: {
    C: {
      holds: (actor, row) => actor.orgId === row.orgId && isAsked(row) && !actsByDutyOfCare(actor),
      rows: (actor) =>
        sql`f.org_id = ${actor.orgId}::uuid AND f.status = ANY (${[...OPEN_STATUSES]})
          AND ${isAnswerable(actor)}
          AND EXISTS (SELECT 1 FROM referral r WHERE r.id = f.referral_id AND r.state = 'broadcasting')`,
      people: (row) =>
        sql`(m.org_id = ${row.orgId}::uuid AND ${isAsked(row)}::boolean AND o.override IS NULL)`,
    },
    A: hasIt(),
  },
});

/** Whether a hospital can still answer. */
export function isAsked(row: Pick<OfferRow, 'status' | 'state'>): boolean {
  return row.state === 'broadcasting' && (OPEN_STATUSES as readonly string[]).includes(row.status);
}

function hasWon(row: OfferRow): boolean {
  return row.status === 'accepted' && isWithHospital(row.state);
}
