import { z } from 'zod';
import en from '#app/i18n/en/push.json';
import ja from '#app/i18n/ja/push.json';
import ko from '#app/i18n/ko/push.json';
import zh from '#app/i18n/zh/push.json';
import { preferencesOf, quietUntil } from '#server/mailings/index.ts';
import { kindOf } from '#server/notifications/index.ts';
import type { NoticeKind } from '#server/notifications/schemas.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, enqueue } from '#server/platform/jobs/index.ts';
import type { PushSender } from '#server/platform/push/index.ts';

const WORDS = { en, ja, ko, zh };

/** One message to one browser, so that a busy push service holds up no other. */
export const sendQueue = defineQueue('push.send', {
  data: z.strictObject({ noticeId: z.uuid(), subscriptionId: z.uuid() }),
});

/**
 * What a browser is told: a kind in words and an id. What it is about, the forum finds out when it is
 * pressed, for whoever is signed in there then.
 */
type Payload = { id: string; title: string; body: string; path: string };

/** Hands each notification to the browsers of its person that take pushes. */
export async function fanOut(database: Database, noticeIds: readonly string[]): Promise<void> {
  await transaction(database, {}, async (tx) => {
    const pairs = await tx.sql<{ noticeId: string; subscriptionId: string }>`
      SELECT n.id AS "noticeId", u.id AS "subscriptionId"
        FROM notification n JOIN push_subscription u ON u.person_id = n.person_id
       WHERE n.id = ANY (${noticeIds}::uuid[])`;
    for (const pair of pairs) await enqueue(tx, sendQueue, pair);
  });
}

/**
 * Sends one notification to one browser, at least once: a repeat replaces what the browser shows. Not
 * when it was read meanwhile, when the sign-in has ended, in quiet hours, or when the person wants
 * such news later. A browser that takes no more is forgotten.
 */
export async function sendOne(
  database: Database,
  send: PushSender,
  job: { noticeId: string; subscriptionId: string },
  signal: AbortSignal,
): Promise<void> {
  const ready = await transaction(database, {}, async (tx) => {
    const [row] = await tx.sql<{
      personId: string;
      type: string;
      lang: Language;
      timeZone: string;
      endpoint: string;
      p256dh: string;
      auth: string;
    }>`
      SELECT n.person_id AS "personId", n.type, p.lang, p.time_zone AS "timeZone",
             u.endpoint, u.p256dh, u.auth
        FROM notification n
        JOIN person p ON p.id = n.person_id AND p.deactivated_at IS NULL
        JOIN membership m ON m.person_id = p.id AND m.org_id = n.org_id AND m.ended_at IS NULL
        JOIN push_subscription u ON u.id = ${job.subscriptionId} AND u.person_id = p.id
        JOIN session s ON s.id = u.session_id AND s.user_id = p.id AND s.expires_at > ${tx.now}
         AND s.created_at > ${tx.now}::timestamptz - interval '30 days'
       WHERE n.id = ${job.noticeId} AND n.read_at IS NULL`;
    if (!row) return null;
    const preferences = await preferencesOf(tx, row.personId);
    const kind = kindOf(row.type);
    if (preferences[kind] !== 'realtime' || quietUntil(tx.now, row.timeZone, preferences))
      return null;
    return { ...row, payload: payloadOf(job.noticeId, kind, row.type, row.lang) };
  });
  if (!ready) return;
  const topic = job.noticeId.replaceAll('-', '');
  const outcome = await send(ready, { payload: ready.payload, topic }, signal);
  if (outcome === 'sent') return;
  await transaction(
    database,
    {},
    (tx) => tx.sql`DELETE FROM push_subscription
    WHERE id = ${job.subscriptionId} AND endpoint = ${ready.endpoint}`,
  );
}

/** Words of the kind alone: no name, no title, and of a referral that a request waits. */
function payloadOf(id: string, kind: NoticeKind, type: string, lang: Language): Payload {
  const words = WORDS[lang];
  const said = type === 'direct.received' ? 'direct' : kind;
  return { id, title: 'MEJ Forum', body: words[`said.${said}`], path: `/notifications/${id}` };
}
