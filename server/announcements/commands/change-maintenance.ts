import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { maintenance, refuseOver, refuseOverlap, tellOpenPages } from '../maintenance.ts';
import { ChangeMaintenance, OFFICE_ZONE } from '../schemas.ts';

/** Moves a window of maintenance or says it in other words. Whoever put its banner away sees it again. */
export const changeMaintenance = command('announcements.changeMaintenance', {
  summary:
    'Changes a window of maintenance. `version` is the one you looked at; if somebody changed it since, the answer is 409 STALE.',
  input: ChangeMaintenance,
  subject: maintenance.of('maintenanceId'),
  gate: 'maintenance.write',
  async run({ input, subject, tx, audit }) {
    const { words, starts, ends, version } = input;
    refuseOver(ends, tx.now);
    const { count } = await tx
      .query(
        sql`UPDATE maintenance_window
               SET words = ${JSON.stringify(words)}::jsonb, version = version + 1,
                   starts_at = ${starts}::timestamp AT TIME ZONE ${OFFICE_ZONE},
                   ends_at = ${ends}::timestamp AT TIME ZONE ${OFFICE_ZONE}
             WHERE id = ${subject.id}::uuid AND version = ${version} AND withdrawn_at IS NULL`,
      )
      .catch(refuseOverlap);
    if (count === 0) throw conflict('STALE');
    await tellOpenPages(tx);
    audit({ version: version + 1, starts, ends });
    return { version: version + 1 };
  },
});
