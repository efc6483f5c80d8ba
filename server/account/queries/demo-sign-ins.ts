import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';

export type DemoSignIns = {
  password: string;
  people: { email: string; role: string; who: string }[];
};

/** In a demo, the cast that a visitor may sign in as; elsewhere nothing. */
export const demoSignIns = query('account.demoSignIns', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'account.use',
  summary: 'The demo’s cast',
  doors: ['web'],
  async run({ tx, services }) {
    if (services.mode !== 'demo') return null;
    const [row] = await tx.sql<{
      value: DemoSignIns;
    }>`SELECT value FROM setting WHERE key = 'demo.signIns'`;
    return row?.value ?? null;
  },
});
