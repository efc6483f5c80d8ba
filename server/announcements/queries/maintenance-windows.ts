import { z } from 'zod';
import { anywhere, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { iso } from '../reading.ts';
import type { Words } from '../schemas.ts';

type Line = {
  id: string;
  words: Partial<Words>;
  startsAt: string;
  endsAt: string;
  running: boolean;
};

/** The windows of maintenance that are not over, the next one first. */
export const maintenanceWindows = query('announcements.maintenanceWindows', {
  summary: 'Windows of maintenance that are running or coming.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'maintenance.write',
  async run({ tx }) {
    const { rows } = await tx.query<Line>(sql`
      SELECT mw.id, mw.words, ${iso('mw.starts_at')} AS "startsAt", ${iso('mw.ends_at')} AS "endsAt",
             mw.starts_at <= forum_now() AS running
        FROM maintenance_window mw WHERE mw.withdrawn_at IS NULL AND mw.ends_at > forum_now()
       ORDER BY mw.starts_at`);
    return { windows: rows };
  },
});
