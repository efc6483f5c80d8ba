import { z } from 'zod';
import { kindOf } from '#server/notifications/index.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { enqueueMail } from '#server/platform/mail/index.ts';
import { overridesOf, preferencesOf } from './preferences.ts';
import { DEFAULT_PREFERENCES, digestTurn, quietUntil, TYPES_WITH_OWN_MAIL } from './rules.ts';
import type { Preferences } from './schemas.ts';

const nothing = z.strictObject({});
export const atOnceQueue = defineQueue('mailings.atOnce', { data: nothing });
export const digestQueue = defineQueue('mailings.digests', { data: nothing });
/** There are zones whose hours begin at a quarter of ours. */
export const mailingSchedules: Schedule[] = [
  { queue: atOnceQueue, cron: '* * * * *', timeZone: 'UTC', data: {} },
  { queue: digestQueue, cron: '*/15 * * * *', timeZone: 'UTC', data: {} },
];

/** Somebody who reads along has read by then, and what comes in a burst is told together. */
const SETTLE_SECONDS = 60;
/** At most one mail of news at once in so many minutes; what comes meanwhile goes with the next. */
const APART_MINUTES = 10;
/** News older than this are told by the next digest and by no mail at once. */
const FRESH_HOURS = 72;
const PEOPLE_AT_ONCE = 500;
const NOTICES_IN_MAIL = 100;

type Person = { personId: string; lang: Lang; timeZone: string };

/** Writes the mails that tell at once what was told in the forum. Answers how many. */
export function writeAtOnce(database: Database): Promise<number> {
  return forEachDue(database, wantsAtOnce, tellAtOnce);
}

/** Writes the digests whose hour has come where their readers are. Answers how many. */
export function writeDigests(database: Database): Promise<number> {
  return forEachDue(database, wantsDigest, tellDigests);
}

/** Each person in a transaction of their own: one that fails takes nobody else's mail with it. */
async function forEachDue(
  database: Database,
  find: (tx: Tx, after: string) => Promise<Person[]>,
  tell: (tx: Tx, person: Person) => Promise<number>,
): Promise<number> {
  let told = 0;
  for (let after = FIRST; ;) {
    const people = await transaction(database, {}, (tx) => find(tx, after));
    for (const person of people) {
      told += await transaction(database, {}, (tx) => tell(tx, person));
    }
    const last = people.at(-1);
    if (!last || people.length < PEOPLE_AT_ONCE) return told;
    after = last.personId;
  }
}
const FIRST = '00000000-0000-0000-0000-000000000000';

function wantsAtOnce(tx: Tx, after: string): Promise<Person[]> {
  const settled = new Date(tx.now.getTime() - SETTLE_SECONDS * 1000);
  return tx.sql<Person>`
    SELECT p.id AS "personId", p.lang, p.time_zone AS "timeZone" FROM person p
     WHERE p.id > ${after}::uuid AND p.deactivated_at IS NULL AND (
       EXISTS (SELECT 1 FROM notification n
                WHERE n.person_id = p.id AND n.mail_state = 'due' AND n.at <= ${settled})
       OR EXISTS (SELECT 1 FROM notification_preference f WHERE f.person_id = p.id AND f.discussions = 'realtime')
       OR EXISTS (SELECT 1 FROM notification_override v WHERE v.person_id = p.id AND v.mail = 'realtime')
       OR EXISTS (SELECT 1 FROM thread_follow w WHERE w.person_id = p.id AND w.level = 'follow'))
     ORDER BY p.id LIMIT ${PEOPLE_AT_ONCE}`;
}

/**
 * Everybody who acts for an organisation and whose day, which begins at the hour of their digest, is
 * another one than the last that was told.
 */
function wantsDigest(tx: Tx, after: string): Promise<Person[]> {
  return tx.sql<Person>`
    SELECT p.id AS "personId", p.lang, p.time_zone AS "timeZone" FROM person p
      LEFT JOIN notification_preference f ON f.person_id = p.id
      LEFT JOIN notification_round r ON r.person_id = p.id AND r.rhythm = 'daily'
     WHERE p.id > ${after}::uuid AND p.deactivated_at IS NULL
       AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.ended_at IS NULL)
       AND r.period IS DISTINCT FROM to_char((${tx.now}::timestamptz AT TIME ZONE p.time_zone)
             - make_interval(hours => coalesce(f.digest_hour, ${DEFAULT_PREFERENCES.digestHour})), 'YYYY-MM-DD')
     ORDER BY p.id LIMIT ${PEOPLE_AT_ONCE}`;
}

/**
 * Decides about what was told of late: what is mailed at once is put into one mail, the rest waits for
 * its digest. In quiet hours, and soon after the last mail, nothing is decided yet.
 */
async function tellAtOnce(tx: Tx, { personId, lang, timeZone }: Person): Promise<number> {
  const preferences = await preferencesOf(tx, personId);
  if (quietUntil(tx.now, timeZone, preferences)) return 0;
  const since = await openRound(tx, personId, 'realtime', APART_MINUTES);
  if (!since) return 0;
  const until = new Date(tx.now.getTime() - SETTLE_SECONDS * 1000);
  const rows = await tx.sql<{ id: string; type: string; at: Date; isRead: boolean }>`
    SELECT id, type, at, read_at IS NOT NULL AS "isRead" FROM notification
     WHERE person_id = ${personId} AND mail_state = 'due' AND at <= ${until}
     ORDER BY at DESC LIMIT 1000`;
  const isFresh = (at: Date) => tx.now.getTime() - at.getTime() < FRESH_HOURS * 3_600_000;
  const atOnce = rows
    .filter(
      ({ type, at, isRead }) => !isRead && isFresh(at) && preferences[kindOf(type)] === 'realtime',
    )
    .filter(({ type }) => !TYPES_WITH_OWN_MAIL.includes(type))
    .slice(0, NOTICES_IN_MAIL)
    .map(({ id }) => id);
  await tx.sql`UPDATE notification SET mail_state = CASE WHEN id = ANY (${atOnce}::uuid[]) THEN 'mailed' ELSE 'digest' END
    WHERE id = ANY (${rows.map(({ id }) => id)}::uuid[]) AND mail_state = 'due'`;
  if (atOnce.length === 0 && !(await hasLiveThreads(tx, personId, preferences, since))) return 0;
  await closeRound(tx, personId, 'realtime', until.toISOString(), until);
  const written = await enqueueMail(tx, {
    kind: 'news',
    to: { personId },
    lang,
    vars: {
      rhythm: 'realtime',
      since: since.toISOString(),
      until: until.toISOString(),
      noticeIds: atOnce,
    },
    dedupeKey: `news:realtime:${personId}:${until.getTime()}`,
  });
  return written ? 1 : 0;
}

/** Whether a thread that may be mailed at once has been written in since. The mail looks closer. */
async function hasLiveThreads(
  tx: Tx,
  personId: string,
  preferences: Preferences,
  since: Date,
): Promise<boolean> {
  const all = preferences.discussions === 'realtime';
  const followed = preferences.personal === 'realtime';
  const [row] = await tx.sql`
    SELECT 1 FROM thread t
     WHERE t.last_post_at > ${since} AND (${all}::boolean
        OR (${followed}::boolean AND t.id IN (
             SELECT w.thread_id FROM thread_follow w WHERE w.person_id = ${personId} AND w.level = 'follow'))
        OR EXISTS (SELECT 1 FROM notification_override v
                    WHERE v.person_id = ${personId} AND v.mail = 'realtime' AND v.space_id IN (t.id, t.project_id)))
       AND EXISTS (SELECT 1 FROM project_member pm JOIN membership m ON m.org_id = pm.org_id AND m.ended_at IS NULL
                    WHERE pm.project_id = t.project_id AND pm.left_at IS NULL AND m.person_id = ${personId})
     LIMIT 1`;
  return row !== undefined;
}

async function tellDigests(tx: Tx, { personId, lang, timeZone }: Person): Promise<number> {
  const preferences = await preferencesOf(tx, personId);
  if (quietUntil(tx.now, timeZone, preferences)) return 0;
  let told = 0;
  for (const rhythm of ['daily', 'weekly'] as const) {
    const { period } = digestTurn(tx.now, timeZone, rhythm, preferences);
    const since = await turnRound(tx, personId, rhythm, period);
    if (!since || !(await isChosen(tx, personId, preferences, rhythm))) continue;
    const written = await enqueueMail(tx, {
      kind: 'news',
      to: { personId },
      lang,
      vars: {
        rhythm,
        since: since.toISOString(),
        until: tx.now.toISOString(),
        noticeIds: [],
      },
      dedupeKey: `news:${rhythm}:${personId}:${period}`,
    });
    if (written) told += 1;
  }
  return told;
}

/** Whether anything is to be told in this rhythm at all. */
async function isChosen(
  tx: Tx,
  personId: string,
  { personal, referrals, discussions, events }: Preferences,
  rhythm: 'daily' | 'weekly',
): Promise<boolean> {
  if ([personal, referrals, discussions, events].includes(rhythm)) return true;
  return [...(await overridesOf(tx, personId)).values()].includes(rhythm);
}

/**
 * Turns a person's round to this period, once: of two workers one is told since when there is news.
 * Who comes for the first time begins with the next period.
 */
async function turnRound(
  tx: Tx,
  personId: string,
  rhythm: 'daily' | 'weekly',
  period: string,
): Promise<Date | null> {
  const [old] = await tx.sql<{ since: Date }>`
    SELECT covered_until AS since FROM notification_round
     WHERE person_id = ${personId} AND rhythm = ${rhythm} FOR UPDATE`;
  const turned = await tx.sql`
    INSERT INTO notification_round (person_id, rhythm, period, covered_until)
    VALUES (${personId}, ${rhythm}, ${period}, ${tx.now})
    ON CONFLICT (person_id, rhythm) DO UPDATE
      SET period = excluded.period, covered_until = excluded.covered_until
      WHERE notification_round.period <> excluded.period
    RETURNING 1`;
  return turned.length === 1 ? (old?.since ?? null) : null;
}

/** Since when nothing was mailed at once, if that is long enough ago; the row is held meanwhile. */
async function openRound(
  tx: Tx,
  personId: string,
  rhythm: 'realtime',
  apartMinutes: number,
): Promise<Date | null> {
  const start = new Date(tx.now.getTime() - SETTLE_SECONDS * 1000);
  await tx.sql`INSERT INTO notification_round (person_id, rhythm, period, covered_until)
    VALUES (${personId}, ${rhythm}, '', ${new Date(start.getTime() - apartMinutes * 60_000)})
    ON CONFLICT (person_id, rhythm) DO NOTHING`;
  const [row] = await tx.sql<{ since: Date }>`
    SELECT covered_until AS since FROM notification_round
     WHERE person_id = ${personId} AND rhythm = ${rhythm}
       AND covered_until <= ${new Date(start.getTime() - apartMinutes * 60_000)}
       FOR UPDATE SKIP LOCKED`;
  return row?.since ?? null;
}

async function closeRound(
  tx: Tx,
  personId: string,
  rhythm: 'realtime',
  period: string,
  until: Date,
): Promise<void> {
  await tx.sql`UPDATE notification_round SET period = ${period}, covered_until = ${until}
    WHERE person_id = ${personId} AND rhythm = ${rhythm}`;
}
