import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { ReferralRow } from '#server/referrals/index.ts';
import type { AppointmentKind } from './access.ts';
import type { Mode } from './plain.ts';

type Label = Partial<Record<string, string | null>>;
/** A confirmed appointment by its day in Japan. */
export type PlannedTime = { on: string; kind: AppointmentKind; mode: Mode; department: Label };

/** The appointments of a case that its hospital has confirmed and that did not take place yet, the first first. */
export async function plannedTimesOf(
  tx: Tx,
  { id, acceptedOrgId }: Pick<ReferralRow, 'id' | 'acceptedOrgId'>,
): Promise<PlannedTime[]> {
  const rows = await tx.sql<Omit<PlannedTime, 'on'> & { startsAt: Date }>`
    SELECT b.starts_at AS "startsAt", a.kind, a.mode, coalesce(t.labels, '{}'::jsonb) AS department
      FROM appointment a JOIN booking b ON b.id = a.booking_id
      LEFT JOIN term t ON t.vocabulary = 'clinicalSpecialties' AND t.code = a.department
     WHERE a.referral_id = ${id} AND a.org_id = ${acceptedOrgId}::uuid AND a.state = 'confirmed'
       AND b.ends_at > ${tx.now} ORDER BY b.starts_at`;
  return rows.map(({ startsAt, ...each }) => ({ on: dayInJapan(startsAt), ...each }));
}

/** A confirmed time as somebody without part in the case may know it: no department, which tells of an illness. */
export type ShownTime = { startsAt: Date; minutes: number; kind: AppointmentKind; mode: Mode };

/** The confirmed times of a case with its hospital, the first first, and whether others wait for a word. */
export async function shownTimesOf(
  tx: Tx,
  { id, acceptedOrgId }: Pick<ReferralRow, 'id' | 'acceptedOrgId'>,
): Promise<{ confirmed: ShownTime[]; proposed: boolean }> {
  const confirmed = await tx.sql<ShownTime>`
    SELECT b.starts_at AS "startsAt", a.minutes, a.kind, a.mode
      FROM appointment a JOIN booking b ON b.id = a.booking_id
     WHERE a.referral_id = ${id} AND a.org_id = ${acceptedOrgId}::uuid AND a.state IN ('confirmed', 'held')
     ORDER BY b.starts_at LIMIT 50`;
  const waiting = await tx.sql`
    SELECT 1 FROM appointment WHERE referral_id = ${id} AND org_id = ${acceptedOrgId}::uuid
       AND state = 'proposed' AND held_until > ${tx.now}`;
  return { confirmed, proposed: waiting.length > 0 };
}
