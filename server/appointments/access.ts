import { noun, sql, type RelationForms } from '#server/platform/access/access.ts';
import { referral, type ReferralRow } from '#server/referrals/index.ts';

export type AppointmentState = 'proposed' | 'confirmed' | 'cancelled' | 'lapsed';
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

/** The relation of the case, for its appointments. */
function asCase(relation: 'R' | 'T'): RelationForms<AppointmentRow> {
  const forms = referral.relations[relation]!;
  return {
    holds: (actor, row) => forms.holds(actor, row.owner),
    rows: (actor) =>
      sql`EXISTS (SELECT 1 FROM referral r WHERE r.id = a.referral_id AND (${forms.rows(actor)}))`,
    people: (row) => forms.people(row.owner),
  };
}

const accepted = referral.relations.A!;

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
  relations: {
    R: asCase('R'),
    T: asCase('T'),
    A: {
      holds: (actor, row) => actor.orgId === row.orgId && accepted.holds(actor, row.owner),
      rows: (actor) => sql`a.org_id = ${actor.orgId}::uuid AND EXISTS (
        SELECT 1 FROM referral r WHERE r.id = a.referral_id AND (${accepted.rows(actor)}))`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid AND (${accepted.people(row.owner)})`,
    },
  },
  // Of an erased case nothing is left, its appointments neither.
  within: {
    holds: (_actor, row) => row.owner.state !== 'erased',
    rows: () =>
      sql`EXISTS (SELECT 1 FROM referral r WHERE r.id = a.referral_id AND r.state <> 'erased')`,
    people: (row) => sql`${row.owner.state !== 'erased'}::boolean`,
  },
});
