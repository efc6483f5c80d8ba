import { sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { maintenance } from '../maintenance.ts';
import { OfMaintenance, OFFICE_ZONE, type Words } from '../schemas.ts';

type Row = {
  id: string;
  words: Partial<Words>;
  version: number;
  starts: string;
  ends: string;
  withdrawn: boolean;
};

/** One window of maintenance in every language, to change. Times are Japan's clock. */
export const maintenancePage = query('announcements.maintenancePage', {
  summary: 'One window of maintenance in every language, to change.',
  input: OfMaintenance,
  subject: maintenance.of('maintenanceId'),
  gate: 'maintenance.write',
  async run({ subject, tx }) {
    const { rows } = await tx.query<Row>(sql`
      SELECT mw.id, mw.words, mw.version, mw.withdrawn_at IS NOT NULL AS withdrawn,
             to_char(mw.starts_at AT TIME ZONE ${OFFICE_ZONE}, 'YYYY-MM-DD"T"HH24:MI') AS starts,
             to_char(mw.ends_at AT TIME ZONE ${OFFICE_ZONE}, 'YYYY-MM-DD"T"HH24:MI') AS ends
        FROM maintenance_window mw WHERE mw.id = ${subject.id}::uuid`);
    return rows[0]!;
  },
});
