import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { endSurplus, openSession } from '#server/platform/sessions.ts';

/**
 * Signs a person in. The sign-ins of one person wait for each other, so that those at one moment do not
 * count past the cap together; open pages of what ended are told.
 * @returns the only copy of the session's token, and how many older sign-ins it ended
 */
export async function beginSession(
  tx: Tx,
  personId: string,
  {
    userAgent,
    ip,
    factorAt,
  }: { userAgent?: string | undefined; ip: string; factorAt: Date | null },
): Promise<{ token: string; ended: number }> {
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in ${personId}`}, 0))`;
  const token = await openSession(tx.text, personId, {
    actingOrgId: null,
    factorAt,
    ...(userAgent ? { userAgent } : {}),
    ip,
  });
  const ended = await endSurplus(tx.text, personId, token);
  if (ended > 0) await append(tx, { kind: 'person', id: personId }, 'session.ended', {});
  return { token, ended };
}
