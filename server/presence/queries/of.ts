import { anywhere, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { presenceOf } from '../reading.ts';
import { Of } from '../schemas.ts';
import type { Ago } from '../steps.ts';

/** When these people were last here, by id: for pages that show people. Best effort, in coarse steps. */
export const of = query('presence.of', {
  summary: 'Which of these people are here now or were a while ago, in coarse steps.',
  input: Of,
  subject: anywhere,
  gate: 'presence.view',
  doors: ['web', 'socket'],
  limit: { points: 60, seconds: 60 },
  async run({ input, actor, tx }): Promise<Record<string, Ago>> {
    if (input.personIds.length === 0) return {};
    const found = await presenceOf(tx, actor, sql`p.id = ANY (${input.personIds}::uuid[])`);
    return Object.fromEntries(found.map(({ id, ago }) => [id, ago]));
  },
});
