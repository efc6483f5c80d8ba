import { open, seal, type KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { caseKeyOf, type ReferralRow } from '#server/referrals/index.ts';
import type { MeetingWords } from './schemas.ts';

/** A follow-up by video that is confirmed and not over: what a place to meet can be given for. */
export type VideoVisit = { id: string; version: number; startsAt: Date; endsAt: Date };

/** The one of a case with its hospital; null where there is none. */
export async function videoVisitOf(
  tx: Tx,
  { id, acceptedOrgId }: Pick<ReferralRow, 'id' | 'acceptedOrgId'>,
): Promise<VideoVisit | null> {
  const [row] = await tx.sql<VideoVisit>`
    SELECT a.id, a.version, b.starts_at AS "startsAt", b.ends_at AS "endsAt"
      FROM appointment a JOIN booking b ON b.id = a.booking_id
     WHERE a.referral_id = ${id} AND a.org_id = ${acceptedOrgId}::uuid AND a.kind = 'followUp'
       AND a.mode = 'online' AND a.state = 'confirmed' AND b.ends_at > ${tx.now}`;
  return row ?? null;
}

/** Seals where both sides of a follow-up meet, in place of what was said before. */
export async function keepMeeting(
  tx: Tx,
  key: Uint8Array,
  at: { referralId: string; appointmentId: string; orgId: string; personId: string },
  words: MeetingWords,
): Promise<void> {
  const sealed = seal(key, JSON.stringify(words), place(at));
  await tx.sql`
    INSERT INTO appointment_link (appointment_id, referral_id, org_id, sealed, set_by, set_at)
    VALUES (${at.appointmentId}, ${at.referralId}, ${at.orgId}, ${sealed}, ${at.personId}, ${tx.now})
    ON CONFLICT (appointment_id) DO UPDATE SET sealed = excluded.sealed, set_by = excluded.set_by,
      set_at = excluded.set_at`;
}

/** Where both sides of a follow-up meet; null while the hospital has not said it. */
export async function meetingOf(
  tx: Tx,
  ring: KeyRing,
  referralId: string,
  appointmentId: string,
): Promise<MeetingWords | null> {
  const [row] = await tx.sql<{ sealed: Buffer }>`
    SELECT sealed FROM appointment_link WHERE appointment_id = ${appointmentId}`;
  if (!row) return null;
  const key = await caseKeyOf(tx, ring, referralId);
  return JSON.parse(open(key, row.sealed, place({ referralId, appointmentId })).toString('utf8'));
}

function place({ referralId, appointmentId }: { referralId: string; appointmentId: string }) {
  return {
    table: 'appointment_link',
    column: 'sealed',
    rowId: appointmentId,
    recordId: referralId,
  };
}
