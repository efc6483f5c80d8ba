import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';

/** What waits for me, what comes next, and the figures of my organisation. */
export const overview = query('home.overview', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'home.view',
  summary: 'What waits for me and what comes next',
  async run() {
    return { waiting: [], next: [], figures: [], others: [] };
  },
});
