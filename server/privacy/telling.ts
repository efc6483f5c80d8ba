import {
  audience,
  CARING_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  type Sql,
} from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { enqueueMail } from '#server/platform/mail/index.ts';
import { notify } from '#server/notifications/index.ts';
import { casePath, isWithHospital, referral, type ReferralRow } from '#server/referrals/index.ts';
import { emergency, type EmergencyRow } from './access.ts';

export function emergencyPath(id: string): string {
  return `/referrals/emergencies/${id}`;
}

/**
 * Those who carry the patient: of the hospital that has the case whoever may know of it, with the consent
 * or without, or of its sender while none has it.
 */
function theCarers(row: ReferralRow): Sql {
  const hospital = isWithHospital(row.state) ? row.acceptedOrgId : null;
  return sql`(${audience('referral.viewMeta', referral, row)}
    AND m.org_id = ${hospital ?? row.partnerOrgId}::uuid)`;
}

/**
 * Tells that a case was opened in an emergency: those who review it, and those who carry the patient,
 * by notice and mail. By code and time; why, the forum says.
 */
export async function tellOpened(
  tx: Tx,
  row: EmergencyRow,
  of: ReferralRow,
  opened: { id: string; expiresAt: Date },
): Promise<void> {
  const reviewers = audience('referral.reviewBreakGlass', emergency, row);
  const facts = { code: row.code };
  await notify(tx, {
    type: 'referral.emergencyToReview',
    subject: { kind: 'emergency', id: row.id },
    to: reviewers,
    facts,
  });
  await notify(tx, {
    type: 'referral.emergencyOpened',
    subject: { kind: 'referral', id: of.id },
    to: theCarers(of),
    ofPatient: true,
    except: row.personId,
    facts,
  });
  await mailAll(tx, reviewers, 'reviewer', emergencyPath(row.id), row, opened.expiresAt);
  await mailAll(
    tx,
    sql`(${theCarers(of)} AND (${reviewers}) IS NOT TRUE)`,
    'carer',
    `${casePath(of.code)}/access`,
    row,
    opened.expiresAt,
  );
}

async function mailAll(
  tx: Tx,
  to: Sql,
  part: 'reviewer' | 'carer',
  path: string,
  row: EmergencyRow,
  until: Date,
): Promise<void> {
  const { rows } = await tx.query<{ personId: string; lang: Lang; timeZone: string }>(sql`
    SELECT DISTINCT p.id AS "personId", p.lang, p.time_zone AS "timeZone"
      FROM ${CARING_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${to} ORDER BY p.id`);
  for (const { personId, lang, timeZone } of rows) {
    await enqueueMail(tx, {
      kind: 'referral-emergency',
      to: { personId },
      lang,
      vars: {
        path,
        code: row.code,
        to: part,
        until: until.toISOString(),
        reviewBy: row.reviewDueAt.toISOString(),
        timeZone,
      },
      dedupeKey: `referral-emergency:${row.id}:${personId}`,
    });
  }
}

/** The administrator hears that the access was reviewed. */
export async function tellReviewed(tx: Tx, row: EmergencyRow, by: string | null): Promise<void> {
  await notify(tx, {
    type: 'referral.emergencyReviewed',
    subject: { kind: 'referral', id: row.referralId },
    to: sql`(m.person_id = ${row.personId}::uuid AND o.kind = 'secretariat')`,
    except: by,
    facts: { code: row.code },
  });
}

/** The others of the secretariat who may decide hear that something was asked. */
export async function tellAsked(tx: Tx, row: ReferralRow, by: string | null): Promise<void> {
  await notify(tx, {
    type: 'referral.keepingAsked',
    subject: { kind: 'referral', id: row.id },
    to: audience('referral.hold', referral, row),
    except: by,
    facts: { code: row.code },
  });
}
