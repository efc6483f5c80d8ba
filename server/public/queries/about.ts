import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import type { About } from '../about.ts';

export const about = query('public.about', {
  summary: 'What the public site says about the Forum, in four languages.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'page.view',
  async run({ tx }): Promise<About> {
    const [setting] = await tx.sql<{ value: About }>`SELECT value FROM setting WHERE key = 'about'`;
    if (!setting) throw notFound();
    return setting.value;
  },
});
