import { myself } from '#server/membership/index.ts';
import { SESSIONS_PER_PERSON } from '#server/platform/sessions.ts';
import { secretHash } from '#server/platform/secrets.ts';
import { query } from '#server/platform/use-case.ts';
import { deviceOf, type Device } from '../device.ts';
import { OwnSessions } from '../schemas.ts';

type SessionLine = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  userAgent: string | null;
  address: string | null;
  current: boolean;
};
type DeviceLine = Device & {
  id: string;
  firstSeenAt: Date;
  lastSeenAt: Date;
  address: string | null;
  current: boolean;
};

/** One's own live sessions and browsers, these first, and how the second factor stands. */
export const sessions = query('account.sessions', {
  input: OwnSessions,
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'One’s own sessions and second factor',
  doors: ['web'],
  async run({ input, actor, tx }) {
    const sessions = await tx.sql<SessionLine>`
      SELECT left(id, 12) AS id, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
             user_agent AS "userAgent", ip_prefix AS address, id = ${actor.sessionId} AS current
      FROM session WHERE user_id = ${actor.personId} AND expires_at > ${tx.now}
      ORDER BY current DESC, last_seen_at DESC`;
    const [{ left } = { left: 0 }] = await tx.sql<{ left: number }>`
      SELECT count(*)::int AS left FROM recovery_code WHERE person_id = ${actor.personId} AND used_at IS NULL`;
    const here = input.device ? secretHash(input.device) : null;
    const devices = await tx.sql<DeviceLine>`
      SELECT left(encode(hash, 'hex'), 12) AS id, browser, system, first_seen_at AS "firstSeenAt",
             last_seen_at AS "lastSeenAt", ip_prefix AS address, (hash = ${here}) IS TRUE AS current
        FROM known_device WHERE person_id = ${actor.personId} AND forgotten_at IS NULL
       ORDER BY current DESC, last_seen_at DESC`;
    return {
      sessions: sessions.map(({ userAgent, ...session }) => ({
        ...session,
        device: deviceOf(userAgent),
      })),
      /** How many sign-ins there can be at one time. */
      most: SESSIONS_PER_PERSON,
      devices,
      secondFactor: { on: actor.hasFactor, recoveryCodesLeft: left },
    };
  },
});
