import { raw, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { announcement, forMe } from './access.ts';
import type { AudienceKind, Words } from './schemas.ts';

/** How an announcement stands now. */
export type Standing = 'coming' | 'current' | 'past' | 'withdrawn';

export type AnnouncementLine = {
  id: string;
  title: Words;
  important: boolean;
  audience: AudienceKind[];
  startsAt: string;
  endsAt: string;
  publishedAt: string;
  standing: Standing;
};

/** The moment of a column as ISO 8601. */
export function iso(column: string) {
  return raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}

/** The columns of a line, on the alias `an`. */
export const LINE = sql`an.id, an.title, an.important, an.audience, ${iso('an.starts_at')} AS "startsAt",
  ${iso('an.ends_at')} AS "endsAt", ${iso('an.published_at')} AS "publishedAt",
  CASE WHEN an.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN an.ends_at <= forum_now() THEN 'past'
       WHEN an.starts_at > forum_now() THEN 'coming' ELSE 'current' END AS standing`;

const IS_CURRENT = sql`an.withdrawn_at IS NULL AND an.starts_at <= forum_now() AND an.ends_at > forum_now()`;
const ON_HOME = 5;

/** What home shows: current, for me and not put away by me; important ones first, then the latest. */
export async function announcementsOnHome(tx: Tx, actor: Actor): Promise<AnnouncementLine[]> {
  return tx.sql<AnnouncementLine>`
    SELECT ${LINE} FROM announcement an
     WHERE ${visible(actor, 'news.view', announcement)} AND ${forMe(actor)} AND ${IS_CURRENT}
       AND NOT EXISTS (SELECT 1 FROM announcement_put_away pa
             WHERE pa.announcement_id = an.id AND pa.person_id = ${actor.personId}::uuid)
     ORDER BY an.important DESC, an.published_at DESC, an.id DESC LIMIT ${ON_HOME}`;
}

/** How many are current among those that the caller may see. */
export async function currentAnnouncements(tx: Tx, actor: Actor): Promise<number> {
  const [row] = await tx.sql<{ count: number }>`
    SELECT count(*)::int AS count FROM announcement an
     WHERE ${visible(actor, 'news.view', announcement)} AND ${IS_CURRENT}`;
  return row!.count;
}
