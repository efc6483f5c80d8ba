import { z } from 'zod';
import { myself } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';

type SessionLine = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  userAgent: string | null;
  address: string | null;
  current: boolean;
};

/** One's own live sessions, this one first, and how the second factor stands. */
export const sessions = query('account.sessions', {
  input: z.strictObject({}),
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'One’s own sessions and second factor',
  doors: ['web'],
  async run({ actor, tx }) {
    const sessions = await tx.sql<SessionLine>`
      SELECT left(id, 12) AS id, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
             user_agent AS "userAgent", ip_prefix AS address, id = ${actor.sessionId} AS current
      FROM session WHERE user_id = ${actor.personId} AND expires_at > ${tx.now}
      ORDER BY current DESC, last_seen_at DESC`;
    const [{ left } = { left: 0 }] = await tx.sql<{ left: number }>`
      SELECT count(*)::int AS left FROM recovery_code WHERE person_id = ${actor.personId} AND used_at IS NULL`;
    return { sessions, secondFactor: { on: actor.hasFactor, recoveryCodesLeft: left } };
  },
});
