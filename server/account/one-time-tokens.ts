import type { Tx } from '#server/platform/database/transaction.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';

/** What a one-time link is for; a token of one purpose is worth nothing for another. */
export type Purpose = 'passwordReset' | 'signInFactor' | 'secondFactorSetup' | 'signInCheck';

/** Makes a token that works once until `minutes` have passed. Only its hash is stored. */
export async function newOneTimeToken(
  tx: Tx,
  purpose: Purpose,
  personId: string,
  minutes: number,
  payload: object = {},
): Promise<string> {
  const token = newSecret();
  await tx.sql`INSERT INTO one_time_token (hash, purpose, person_id, payload, created_at, expires_at)
    VALUES (${secretHash(token)}, ${purpose}, ${personId}, ${JSON.stringify(payload)}::jsonb, ${tx.now},
            ${new Date(tx.now.getTime() + minutes * 60_000)})`;
  return token;
}

/** Uses a token up, by one conditional update: of parallel tries one is answered with its person. */
export async function useOneTimeToken(
  tx: Tx,
  purpose: Purpose,
  token: string,
): Promise<string | null> {
  const [row] = await tx.sql<{ personId: string }>`
    UPDATE one_time_token SET used_at = ${tx.now}
    WHERE hash = ${secretHash(token)} AND purpose = ${purpose} AND used_at IS NULL AND expires_at > ${tx.now}
    RETURNING person_id AS "personId"`;
  return row?.personId ?? null;
}

/** Ends every token a person still has: what was begun with the old password is worth nothing now. */
export async function endOneTimeTokens(tx: Tx, personId: string): Promise<void> {
  await tx.sql`UPDATE one_time_token SET used_at = ${tx.now}
    WHERE person_id = ${personId} AND used_at IS NULL`;
}

/** Whose token this is, without using it up. */
export async function peekOneTimeToken(
  tx: Tx,
  purpose: Purpose,
  token: string,
): Promise<string | null> {
  const [row] = await tx.sql<{ personId: string }>`
    SELECT person_id AS "personId" FROM one_time_token
    WHERE hash = ${secretHash(token)} AND purpose = ${purpose} AND used_at IS NULL AND expires_at > ${tx.now}`;
  return row?.personId ?? null;
}

/** What was put down with a token that still works; null for any other. */
export async function readOneTimePayload<T>(
  tx: Tx,
  purpose: Purpose,
  token: string,
): Promise<T | null> {
  const [row] = await tx.sql<{ payload: T }>`
    SELECT payload FROM one_time_token
    WHERE hash = ${secretHash(token)} AND purpose = ${purpose} AND used_at IS NULL AND expires_at > ${tx.now}`;
  return row?.payload ?? null;
}
