import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { NEXT_MAINTENANCE, type Maintenance } from '../maintenance.ts';

/** The window of maintenance that is running or comes next, for pages of people who are not signed in and for open ones. */
export const nextMaintenance = query('announcements.nextMaintenance', {
  summary: 'The window of maintenance that is running or comes next, or null.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'maintenance.view',
  async run({ tx }) {
    const [row] = await tx.sql<{ next: Maintenance | null }>`SELECT ${NEXT_MAINTENANCE} AS next`;
    return row!.next;
  },
});
