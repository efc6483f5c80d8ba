import { actorsOf, myself } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';
import { Elsewhere } from '../schemas.ts';

/** One of the caller's own organisations. */
export type OwnOrganisation = { id: string; name: Record<string, string> };

/**
 * For which of the caller's other organisations a question that was not answered would be: a link in a
 * mail was written to them as one, and they act for another. Nobody learns of what they could not
 * open themselves.
 */
export const elsewhere = query('account.elsewhere', {
  input: Elsewhere,
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'For which other of one’s organisations a page is open',
  doors: ['web'],
  async run({ input, actor, tx, services }): Promise<OwnOrganisation[]> {
    const open: string[] = [];
    for (const other of await actorsOf(tx, actor.personId!)) {
      if (other.orgId === actor.orgId) continue;
      if (await services.kernel().wouldAnswer(tx, input.name, input.input, other)) {
        open.push(other.orgId!);
      }
    }
    if (open.length === 0) return [];
    return tx.sql<OwnOrganisation>`
      SELECT id, name FROM organisation WHERE id = ANY (${open}::uuid[]) ORDER BY slug`;
  },
});
