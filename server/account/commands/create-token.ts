import { myself } from '#server/membership/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { command } from '#server/platform/use-case.ts';
import { CreateToken } from '../schemas.ts';

const MOST = 20;

/** Makes a bearer token for the API, for the organisation acted for; the answer is its only copy. */
export const createToken = command('account.createToken', {
  input: CreateToken,
  subject: myself,
  gate: 'token.manage',
  summary: 'Make a bearer token',
  doors: ['web'],
  secret: true,
  async run({ input, actor, tx, audit }) {
    const [{ live } = { live: 0 }] = await tx.sql<{ live: number }>`
      SELECT count(*)::int AS live FROM api_token
      WHERE person_id = ${actor.personId} AND revoked_at IS NULL AND expires_at > ${tx.now}`;
    if (live >= MOST) throw conflict('TOO_MANY_TOKENS');
    const token = `mejf_${newSecret()}`;
    const id = newId();
    await tx.sql`INSERT INTO api_token (id, hash, hint, name, person_id, org_id, scopes, created_at, expires_at)
      VALUES (${id}, ${secretHash(token)}, ${token.slice(-4)}, ${input.name},
              ${actor.personId}, ${actor.orgId}, ${input.scopes}, ${tx.now},
              ${new Date(tx.now.getTime() + input.days * 86_400_000)})`;
    audit({ token: id, scopes: input.scopes });
    return { token };
  },
});
