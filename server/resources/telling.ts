import { appointmentsSeen } from '#server/appointments/index.ts';
import type { BookingOn } from '#server/booking/index.ts';
import { can } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { resource, type ResourceRow } from './access.ts';

/** Bookings as those who keep a resource are told of them: what each is for only where the caller may see that. */
export async function tellBookings(tx: Tx, actor: Actor, bookings: readonly BookingOn[]) {
  const ofAppointments = bookings.filter(({ ownerKind }) => ownerKind === 'appointment');
  const seen = await appointmentsSeen(
    tx,
    actor,
    ofAppointments.map(({ ownerId }) => ownerId),
  );
  return bookings.map(({ id, ownerId, state, others, ...at }) => ({
    id,
    state,
    others,
    startsAt: at.startsAt.toISOString(),
    endsAt: at.endsAt.toISOString(),
    takenFrom: at.takenFrom.toISOString(),
    takenUntil: at.takenUntil.toISOString(),
    heldUntil: at.heldUntil?.toISOString() ?? null,
    appointment: seen.get(ownerId) ?? null,
  }));
}

/** A resource with whose it is, and whether the caller keeps it. */
export async function tellResource(tx: Tx, actor: Actor, subject: ResourceRow) {
  const { retiredAt, ...rest } = subject;
  const [holder] = await tx.sql<{ slug: string; name: Record<string, string> }>`
    SELECT slug, short_name AS name FROM organisation WHERE id = ${subject.orgId}`;
  return {
    organisation: holder!,
    resource: { ...rest, retired: retiredAt?.toISOString() ?? null },
    writes: can(actor, 'resource.write', resource, subject),
  };
}
