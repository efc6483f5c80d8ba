import { bookingsOf, cancelAll } from '#server/booking/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from '#server/referrals/index.ts';

type Live = { id: string; bookingId: string | null };
type Case = Pick<ReferralRow, 'id' | 'acceptedOrgId'>;

/** When a second opinion is to be given, once its time is confirmed. */
export async function opinionTimeOf(tx: Tx, of: Case) {
  const live = await liveOf(tx, of);
  const time = live?.bookingId && (await timeOf(tx, live));
  return time ? { startsAt: time.startsAt.toISOString(), endsAt: time.endsAt.toISOString() } : null;
}

/**
 * The second opinion was given at its confirmed time: other times can be proposed from then on. Answers
 * the time; null where none is confirmed or it has not come yet.
 */
export async function closeOpinionTime(tx: Tx, of: Case): Promise<Date | null> {
  const live = await liveOf(tx, of);
  const time = live?.bookingId && (await timeOf(tx, live));
  if (!time || time.startsAt > tx.now) return null;
  const done = await tx.sql`
    UPDATE appointment SET state = 'held', version = version + 1
     WHERE id = ${live!.id} AND state = 'confirmed' RETURNING id`;
  return done.length === 1 ? time.startsAt : null;
}

/**
 * A second opinion was agreed on: times for a visit that nobody has confirmed end, and where no journey is
 * wished for any more the confirmed one that lies ahead too. What they took is free again.
 * @returns whether there was one
 */
export async function endVisitTime(
  tx: Tx,
  of: Case,
  { instead, by }: { instead: boolean; by: string | null },
): Promise<boolean> {
  const ended = await tx.sql<{ id: string }>`
    UPDATE appointment a SET state = 'cancelled', cancel_reason = 'caseMoved', version = version + 1,
           settled_at = ${tx.now}
     WHERE a.referral_id = ${of.id} AND a.kind = 'visit' AND (a.state = 'proposed'
       OR (${instead}::boolean AND a.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM booking b
         WHERE b.id = a.booking_id AND b.starts_at <= ${tx.now})))
    RETURNING a.id`;
  for (const { id } of ended) await cancelAll(tx, { kind: 'appointment', id }, by);
  return ended.length > 0;
}

/** A second opinion was given up: department and interpreter are free again. */
export async function cancelOpinionTime(tx: Tx, of: Case, by: string | null): Promise<void> {
  const live = await liveOf(tx, of);
  if (!live) return;
  await tx.sql`
    UPDATE appointment SET state = 'cancelled', cancel_reason = 'other', version = version + 1, settled_at = ${tx.now}
     WHERE id = ${live.id}`;
  await cancelAll(tx, { kind: 'appointment', id: live.id }, by);
}

async function liveOf(tx: Tx, { id, acceptedOrgId }: Case): Promise<Live | null> {
  const [row] = await tx.sql<Live>`
    SELECT id, booking_id AS "bookingId" FROM appointment
     WHERE referral_id = ${id} AND org_id = ${acceptedOrgId}::uuid AND kind = 'opinion'
       AND state IN ('proposed', 'confirmed')`;
  return row ?? null;
}

async function timeOf(tx: Tx, { id, bookingId }: Live) {
  const times = await bookingsOf(tx, 'appointment', [id]);
  return times.find((each) => each.id === bookingId) ?? null;
}
