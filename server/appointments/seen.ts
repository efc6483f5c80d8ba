import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { appointment, type AppointmentKind } from './access.ts';
import type { Mode } from './plain.ts';

/** What an appointment is, for whom may see it: the case by its code alone. */
export type AppointmentSeen = { code: string; kind: AppointmentKind; mode: Mode };

/** Those of some appointments that the caller may see, by id. */
export async function appointmentsSeen(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, AppointmentSeen>> {
  const { rows } = await tx.query<AppointmentSeen & { id: string }>(sql`
    SELECT a.id, a.kind, a.mode, (SELECT c.code FROM referral c WHERE c.id = a.referral_id) AS code
      FROM appointment a
     WHERE a.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'appointment.view', appointment)}`);
  return new Map(rows.map(({ id, ...each }) => [id, each]));
}
