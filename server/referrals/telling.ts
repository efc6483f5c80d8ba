import {
  CARING_MEMBERSHIPS,
  audience,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  type Sql,
} from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { enqueueMail } from '#server/platform/mail/index.ts';
import { onDuty } from '#server/duty/index.ts';
import { notify } from '#server/notifications/index.ts';
import { casePath } from './plain.ts';
import { offer, referral, type OfferRow, type ReferralRow } from './access.ts';
import { remindsAll, type Mark } from './rules/escalation.ts';

export function offerPath(offerId: string): string {
  return `/referrals/offers/${offerId}`;
}

type Reader = { personId: string; lang: Lang; timeZone: string };

async function readersOf(tx: Tx, to: Sql): Promise<Reader[]> {
  const { rows } = await tx.query<Reader>(sql`
    SELECT DISTINCT p.id AS "personId", p.lang, p.time_zone AS "timeZone"
      FROM ${CARING_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${to} ORDER BY p.id`);
  return rows;
}

/** Whoever is on duty at a hospital hears that an offer waits: by code, with its deadline. */
export async function tellOffered(tx: Tx, row: OfferRow, answerBy: Date): Promise<void> {
  const to = onDuty(audience('referral.respond', offer, row));
  await notify(tx, {
    type: 'referral.offered',
    subject: { kind: 'offer', id: row.id },
    to,
    facts: { code: row.code },
  });
  for (const { personId, lang, timeZone } of await readersOf(tx, to)) {
    await enqueueMail(tx, {
      kind: 'referral-offered',
      to: { personId },
      lang,
      vars: { path: offerPath(row.id), code: row.code, answerBy: answerBy.toISOString(), timeZone },
      dedupeKey: `referral-offered:${row.id}:${answerBy.getTime()}:${personId}`,
    });
  }
}

/** Whoever is on duty at the hospital that was chosen hears that it should confirm, and until when. */
export async function tellChosen(tx: Tx, row: OfferRow, confirmBy: Date): Promise<void> {
  const to = onDuty(audience('referral.respond', offer, row));
  await notify(tx, {
    type: 'referral.chosen',
    subject: { kind: 'offer', id: row.id },
    to,
    facts: { code: row.code },
  });
  for (const { personId, lang, timeZone } of await readersOf(tx, to)) {
    await enqueueMail(tx, {
      kind: 'referral-chosen',
      to: { personId },
      lang,
      vars: {
        path: offerPath(row.id),
        code: row.code,
        answerBy: confirmBy.toISOString(),
        timeZone,
      },
      dedupeKey: `referral-chosen:${row.id}:${confirmBy.getTime()}:${personId}`,
    });
  }
}

/**
 * A hospital that has not answered is reminded, by notice and mail: first whoever is on duty, later
 * everybody who can answer.
 */
export async function tellReminder(
  tx: Tx,
  row: OfferRow,
  answerBy: Date,
  share: Mark,
): Promise<void> {
  const all = audience('referral.respond', offer, row);
  const to = remindsAll(share) ? all : onDuty(all);
  await notify(tx, {
    type: 'referral.reminder',
    subject: { kind: 'offer', id: row.id },
    to,
    facts: { code: row.code },
  });
  for (const { personId, lang, timeZone } of await readersOf(tx, to)) {
    await enqueueMail(tx, {
      kind: 'referral-reminder',
      to: { personId },
      lang,
      vars: {
        path: offerPath(row.id),
        code: row.code,
        answerBy: answerBy.toISOString(),
        timeZone,
        share,
      },
      dedupeKey: `referral-reminder:${row.id}:${answerBy.getTime()}:${share}:${personId}`,
    });
  }
}

/** The officer and the people of the sending organisation hear that a hospital has accepted. */
export async function tellAccepted(tx: Tx, row: ReferralRow): Promise<void> {
  const facts = { code: row.code };
  const subject = { kind: 'referral', id: row.id };
  const officer = sql`m.person_id = ${row.officerId}::uuid AND o.kind = 'secretariat'`;
  const partner = sql`m.org_id = ${row.partnerOrgId}::uuid`;
  await notify(tx, {
    type: 'referral.accepted',
    subject,
    to: sql`((${officer}) OR (${partner}))`,
    facts,
  });
  for (const [part, to] of [
    ['officer', officer],
    ['partner', partner],
  ] as const) {
    for (const { personId, lang } of await readersOf(tx, to)) {
      await enqueueMail(tx, {
        kind: 'referral-accepted',
        to: { personId },
        lang,
        vars: { path: casePath(row.code), code: row.code, to: part },
        dedupeKey: `referral-accepted:${row.acceptedOfferId}:${personId}`,
      });
    }
  }
}

/** What those who carry a case are told, each with its sentence in every language. */
export const CASE_NOTICES = [
  'referral.submitted',
  'referral.returned',
  'referral.reassigned',
  'referral.exceptionAsked',
  'referral.teaserExcepted',
  'referral.reopened',
  'referral.toChoose',
  'referral.nextAsked',
  'referral.noneChosen',
  'referral.backupsRanOut',
  'referral.released',
  'referral.releasedToBackup',
  'referral.noTaker',
  'referral.scheduled',
  'referral.appointmentProposed',
  'referral.appointmentConfirmed',
  'referral.appointmentLapsed',
  'referral.appointmentCancelled',
  'referral.appointmentNear',
  'referral.meetingArranged',
  'referral.noShow',
  'referral.arrived',
  'referral.admitted',
  'referral.discharged',
  'referral.closed',
  'referral.referredOnward',
  'referral.cancelRequested',
  'referral.kept',
  'referral.cancelled',
  'referral.enteredInError',
  'referral.consentWithdrawn',
  'referral.consentLapsed',
  'referral.consentNarrowed',
  'referral.paperBrought',
  'referral.questionAsked',
  'referral.questionAnswered',
  'referral.summaryIssued',
  'referral.summarySent',
  'referral.summaryOpened',
  'referral.summaryReviewed',
  'referral.summaryWaits',
  'referral.estimateIssued',
  'referral.estimateAccepted',
  'referral.estimateDeclined',
  'referral.depositReceived',
  'referral.depositWaived',
  'referral.opinionProposed',
  'referral.opinionAgreed',
  'referral.opinionDeclined',
  'referral.opinionWithdrawn',
  'referral.opinionArranged',
  'referral.opinionHeld',
  'referral.opinionTravel',
  'referral.opinionIssued',
  'referral.opinionSent',
  'referral.opinionOpened',
  'referral.opinionReviewed',
  'referral.opinionWaits',
  'referral.closedWithOpinion',
  'referral.visaPlanned',
  'referral.guarantorNamed',
  'referral.visaGuaranteed',
  'referral.visaPapers',
  'referral.visaApplied',
  'referral.visaIssued',
  'referral.visaRefused',
  'referral.visaEntered',
  'referral.visaExitReported',
  'referral.visaReportDue',
  'referral.visaReported',
  'referral.visaAlarm',
  'referral.threadMessage',
  'referral.threadQuestion',
  'referral.hospitalSilent',
] as const;
export type CaseNotice = (typeof CASE_NOTICES)[number];

/**
 * Those who carry a case hear of a change, except who made it. Who that was is not in the notice: the
 * timeline names people to their own side only.
 */
export async function tellCase(
  tx: Tx,
  row: ReferralRow,
  type: CaseNotice,
  to: Sql,
  actorId: string | null,
  subject: { kind: 'referral' | 'offer' | 'caseThread'; id: string } = {
    kind: 'referral',
    id: row.id,
  },
): Promise<void> {
  await notify(tx, {
    type,
    subject,
    to,
    ofPatient: true,
    except: actorId,
    facts: { code: row.code },
  });
}

/** The officer of a case. */
export function theOfficer(row: Pick<ReferralRow, 'officerId'>): Sql {
  return sql`(m.person_id = ${row.officerId}::uuid AND o.kind = 'secretariat')`;
}

/** The people of the sending organisation. */
export function theSender(row: Pick<ReferralRow, 'partnerOrgId'>): Sql {
  return sql`(m.org_id = ${row.partnerOrgId}::uuid)`;
}

/** Those who may choose among answers: the officer and the people of the sending organisation. */
export function theChoosers(row: Pick<ReferralRow, 'officerId' | 'partnerOrgId'>): Sql {
  return sql`(${theOfficer(row)} OR m.org_id = ${row.partnerOrgId}::uuid)`;
}

/** Staff who may take a case into review. */
export const theDesk = sql`(o.kind = 'secretariat' AND 'staff' = ANY (m.roles))`;

/**
 * Those who are told of a case that is under way: its officer, the sender, and of the hospital that has
 * it whoever is on duty.
 */
export function theCircle(row: ReferralRow): Sql {
  return onDuty(audience('referral.threadView', referral, row));
}
