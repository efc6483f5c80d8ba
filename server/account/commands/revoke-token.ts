import { myself } from '#server/membership/index.ts';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { RevokeToken } from '../schemas.ts';

/** Ends a bearer token of one's own at once. */
export const revokeToken = command('account.revokeToken', {
  input: RevokeToken,
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'Revoke a bearer token',
  doors: ['web'],
  async run({ input, actor, tx, audit }) {
    const revoked = await tx.text(
      'UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL',
      [input.tokenId, actor.personId, tx.now],
    );
    if (revoked.count === 0) throw notFound();
    audit({ token: input.tokenId });
    return { revoked: true };
  },
});
