import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { voteProxy } from '../access.ts';
import { RevokeProxy } from '../schemas.ts';

export const revokeProxy = command('decisions.revokeProxy', {
  summary: 'Takes back a vote that was lent. What was voted with it stands until it is changed.',
  input: RevokeProxy,
  subject: voteProxy.of('proxyId'),
  gate: 'poll.delegate',
  async run({ subject, actor, tx }) {
    await tx.query(
      sql`UPDATE vote_proxy SET revoked_at = ${tx.now}::timestamptz, revoked_by = ${actor.personId}::uuid
           WHERE id = ${subject.id}::uuid AND revoked_at IS NULL`,
    );
    return null;
  },
});
