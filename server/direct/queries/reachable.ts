import { anywhere, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { contact } from '../access.ts';
import { Reachable } from '../schemas.ts';

/** Which of these people the caller may write to: for pages that show people. */
export const reachable = query('direct.reachable', {
  summary: 'Which of these people the caller may write to.',
  input: Reachable,
  subject: anywhere,
  gate: 'home.view',
  async run({ input, actor, tx }) {
    const people = await tx.sql<{ id: string }>`
      SELECT p.id FROM person p
       WHERE p.id = ANY (${input.personIds}::uuid[]) AND ${visible(actor, 'direct.start', contact)}`;
    return { personIds: people.map((one) => one.id) };
  },
});
