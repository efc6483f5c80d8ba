import { noun } from '#server/platform/access/access.ts';
import { recordsOfCase, referral, type ReferralRow } from '#server/referrals/index.ts';

export type AppointmentState = 'proposed' | 'confirmed' | 'cancelled' | 'lapsed' | 'held';
/** A first visit, a second opinion by video, or a follow-up after the discharge. */
export type AppointmentKind = 'visit' | 'opinion' | 'followUp';
export type AppointmentRow = {
  id: string;
  orgId: string;
  state: AppointmentState;
  department: string;
  heldUntil: Date;
  bookingId: string | null;
  version: number;
  /** The case that it is of: whose relations it follows. */
  owner: ReferralRow;
};

const ofCase = recordsOfCase<AppointmentRow>('a', 'referral_id');

/** An appointment of a case. A hospital that takes a case over sees nothing of the one before it. */
export const appointment = noun<AppointmentRow>('appointment', {
  alias: 'a',
  see: 'appointment.view',
  async find(tx, id) {
    const [row] = await tx.sql<Omit<AppointmentRow, 'owner'> & { referralId: string }>`
      SELECT a.id, a.org_id AS "orgId", a.state, a.department, a.held_until AS "heldUntil",
             a.booking_id AS "bookingId", a.version, a.referral_id AS "referralId"
        FROM appointment a WHERE a.id = ${id}`;
    const owner = row && (await referral.find(tx, row.referralId));
    return owner ? { ...row, owner } : null;
  },
  relations: { R: ofCase.as('R'), T: ofCase.as('T'), A: ofCase.as('A', ofCase.own) },
  within: ofCase.within,
});
