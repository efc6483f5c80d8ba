import { anywhere, sql } from '#server/platform/access/access.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { refuseOver, refuseOverlap, tellOpenPages } from '../maintenance.ts';
import { AnnounceMaintenance, OFFICE_ZONE } from '../schemas.ts';

/** Announces a window of maintenance: from this moment every page says so. */
export const announceMaintenance = command('announcements.announceMaintenance', {
  summary:
    'Announces a window of maintenance, which every page shows until it is over. Times are Japan’s clock; two windows never overlap. The same `clientId` sent again changes nothing.',
  input: AnnounceMaintenance,
  subject: anywhere,
  gate: 'maintenance.write',
  async run({ input, actor, tx, audit }) {
    const { words, starts, ends, clientId } = input;
    refuseOver(ends, tx.now);
    const [known] = await tx.sql<{ id: string }>`
      SELECT id FROM maintenance_window WHERE client_id = ${clientId}::uuid`;
    if (known) return { maintenanceId: known.id };
    const maintenanceId = newId();
    await tx
      .query(
        sql`INSERT INTO maintenance_window (id, client_id, words, starts_at, ends_at, announced_by, announced_at)
            VALUES (${maintenanceId}::uuid, ${clientId}::uuid, ${JSON.stringify(words)}::jsonb,
                    ${starts}::timestamp AT TIME ZONE ${OFFICE_ZONE}, ${ends}::timestamp AT TIME ZONE ${OFFICE_ZONE},
                    ${actor.personId}::uuid, ${tx.now}::timestamptz)`,
      )
      .catch(refuseOverlap);
    await tellOpenPages(tx);
    audit({ maintenanceId, starts, ends });
    return { maintenanceId };
  },
});
