import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { scanLater } from '../scanning.ts';

/** Begins anew with every file that the scanner never answered about. */
export const scanAgain = command('files.scanAgain', {
  summary: 'Has the files scanned again that the virus scanner gave no verdict on.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'file.tend',
  async run({ tx }) {
    const held = await tx.sql<{ id: string }>`
      UPDATE file SET scan = 'pending' WHERE scan = 'error' AND deleted_at IS NULL RETURNING id`;
    for (const { id } of held) await scanLater(tx, id);
    return { count: held.length };
  },
});
