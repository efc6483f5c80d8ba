import { deviceOf } from '#server/account/index.ts';
import { myself } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';
import { Own } from '../schemas.ts';

/** The key that browsers subscribe to (null: this forum pushes nothing), and one's own browsers. */
export const own = query('push.own', {
  summary: 'The caller’s browsers that take pushes.',
  input: Own,
  subject: myself,
  gate: 'user.viewSelf',
  doors: ['web'],
  async run({ actor, tx, services }) {
    const browsers = await tx.sql<{
      id: string;
      createdAt: Date;
      userAgent: string | null;
      endpoint: string;
    }>`
      SELECT u.id, u.created_at AS "createdAt", s.user_agent AS "userAgent", u.endpoint
        FROM push_subscription u
        JOIN session s ON s.id = u.session_id AND s.user_id = u.person_id AND s.expires_at > ${tx.now}
       WHERE u.person_id = ${actor.personId} ORDER BY u.created_at DESC`;
    return {
      key: services.pushKey,
      browsers: browsers.map(({ userAgent, ...one }) => ({ ...one, device: deviceOf(userAgent) })),
    };
  },
});
