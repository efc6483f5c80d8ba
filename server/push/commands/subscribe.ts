import { myself } from '#server/membership/index.ts';
import { forbidden, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { isEndpoint } from '#server/platform/push/index.ts';
import { command } from '#server/platform/use-case.ts';
import { Subscribe } from '../schemas.ts';

const MOST = 10;

/**
 * Has notifications pushed to the browser that asks, as long as it is signed in. The same browser
 * asking again replaces what it said before, for whoever is signed in there now.
 */
export const subscribe = command('push.subscribe', {
  summary: 'Have notifications pushed to this browser.',
  input: Subscribe,
  subject: myself,
  gate: 'user.updateSelf',
  doors: ['web', 'socket'],
  async run({ input, actor, tx, services }) {
    if (!services.pushKey) throw invalid('PUSH_OFF');
    if (!actor.sessionId) throw forbidden('SESSION_NEEDED');
    if (!isEndpoint(input.endpoint, services.mode)) throw invalid('PUSH_ENDPOINT');
    await tx.sql`
      INSERT INTO push_subscription (id, person_id, session_id, endpoint, p256dh, auth, created_at)
      VALUES (${newOpaqueId()}, ${actor.personId}, ${actor.sessionId}, ${input.endpoint},
              ${input.p256dh}, ${input.auth}, ${tx.now})
      ON CONFLICT (endpoint) DO UPDATE SET person_id = excluded.person_id,
        session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth,
        created_at = excluded.created_at`;
    await tx.sql`DELETE FROM push_subscription WHERE person_id = ${actor.personId} AND id IN (
      SELECT id FROM push_subscription WHERE person_id = ${actor.personId}
       ORDER BY created_at DESC, id OFFSET ${MOST})`;
    return { on: true };
  },
});
