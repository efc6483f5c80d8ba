import { notify } from '#server/notifications/index.ts';
import { anywhere, sql } from '#server/platform/access/access.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { addressed, announcement } from '../access.ts';
import { OFFICE_ZONE, Publish } from '../schemas.ts';

/** Publishes an announcement and tells each person it is for once, at this moment. */
export const publish = command('announcements.publish', {
  summary:
    'Publishes an announcement to everybody or to kinds of organisations, and notifies each of these people once. Times are Japan’s clock. The same `clientId` sent again changes nothing.',
  input: Publish,
  subject: anywhere,
  gate: 'news.write',
  async run({ input, actor, tx, audit }) {
    const announcementId = newId();
    const { title, body, audience, important, starts, ends, clientId } = input;
    const { count } = await tx.query(
      sql`INSERT INTO announcement (id, client_id, title, body, audience, important, starts_at, ends_at, published_by, published_at)
          VALUES (${announcementId}::uuid, ${clientId}::uuid, ${JSON.stringify(title)}::jsonb, ${JSON.stringify(body)}::jsonb,
                  ${[...new Set(audience)]}::text[], ${important}, ${starts}::timestamp AT TIME ZONE ${OFFICE_ZONE},
                  ${ends}::timestamp AT TIME ZONE ${OFFICE_ZONE}, ${actor.personId}::uuid, ${tx.now}::timestamptz)
          ON CONFLICT (client_id) DO NOTHING`,
    );
    if (count === 0) {
      const [known] = await tx.sql<{ id: string }>`
        SELECT id FROM announcement WHERE client_id = ${clientId}::uuid`;
      return { announcementId: known!.id, told: 0 };
    }
    const told = await notify(tx, {
      type: 'announcement.published',
      subject: { kind: 'announcement', id: announcementId },
      to: addressed((await announcement.find(tx, announcementId))!),
      except: actor.personId,
    });
    audit({ announcementId, audience, important, told });
    return { announcementId, told };
  },
});
