import { z } from 'zod';
import { myself } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';
import { TOKEN_SCOPES } from '../schemas.ts';

type TokenLine = {
  id: string;
  name: string;
  hint: string;
  organisation: Record<string, string>;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  state: 'live' | 'expired' | 'revoked';
};

/** One's own bearer tokens, newest first, and the scopes a new one may have. */
export const listTokens = query('account.listTokens', {
  input: z.strictObject({}),
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'One’s own bearer tokens',
  doors: ['web'],
  async run({ actor, tx }) {
    const tokens = await tx.sql<TokenLine>`
      SELECT t.id, t.name, t.hint, o.name AS organisation, t.scopes, t.created_at AS "createdAt",
             t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt",
             CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked' WHEN t.expires_at <= ${tx.now} THEN 'expired' ELSE 'live' END AS state
      FROM api_token t JOIN organisation o ON o.id = t.org_id
      WHERE t.person_id = ${actor.personId} ORDER BY t.created_at DESC LIMIT 100`;
    return { tokens, scopes: [...TOKEN_SCOPES] };
  },
});
