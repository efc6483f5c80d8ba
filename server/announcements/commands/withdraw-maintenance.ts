import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { maintenance, tellOpenPages } from '../maintenance.ts';
import { WithdrawMaintenance } from '../schemas.ts';

/** Calls a window of maintenance off, or ends it early: its banner goes from every page. */
export const withdrawMaintenance = command('announcements.withdrawMaintenance', {
  summary: 'Calls a window of maintenance off, or ends it early. It is not announced again.',
  input: WithdrawMaintenance,
  subject: maintenance.of('maintenanceId'),
  gate: 'maintenance.write',
  async run({ input, subject, actor, tx }) {
    const { count } = await tx.query(
      sql`UPDATE maintenance_window SET withdrawn_at = ${tx.now}::timestamptz,
                 withdrawn_by = ${actor.personId}::uuid, version = version + 1
           WHERE id = ${subject.id}::uuid AND version = ${input.version} AND withdrawn_at IS NULL`,
    );
    if (count === 0) throw conflict('STALE');
    await tellOpenPages(tx);
    return null;
  },
});
